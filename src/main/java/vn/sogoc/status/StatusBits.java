package vn.sogoc.status;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.StatusSlot;
import vn.sogoc.tlog.LogEntry;

/**
 * The numbers of all entries of one status list: index 0 is the most significant bits of the first
 * byte (W3C Bitstring Status List 1.0 section 3.2).
 */
public final class StatusBits {
  /**
   * GZIP without a name or a time (RFC 1952 section 2.3.1), so that the same bits are always the
   * same bytes.
   */
  private static final byte[] GZIP = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3};

  private static final int TRAILER = 8;
  private static final String MULTIBASE = "u"; // base64url without padding

  private final int size;
  private final byte[] content;

  private StatusBits(int size, byte[] content) {
    this.size = size;
    this.content = content;
  }

  /**
   * The list as events make it: a pure function, so that whoever has the events can make it again.
   *
   * @param events what happened to the list's credentials after their issue, in the log's order
   */
  public static StatusBits of(StatusPurpose purpose, int list, List<LogEntry> events) {
    Map<Digest, List<LogEntry>> byCredential = new LinkedHashMap<>();
    for (LogEntry event : events) {
      if (event.slot().filter(slot -> slot.list() == list).isPresent()) {
        byCredential
            .computeIfAbsent(event.subject().orElseThrow(), key -> new ArrayList<>())
            .add(event);
      }
    }
    StatusBits bits =
        new StatusBits(purpose.size(), new byte[StatusSlot.LIST_SIZE / 8 * purpose.size()]);
    for (List<LogEntry> history : byCredential.values()) {
      int index = history.getFirst().slot().orElseThrow().index();
      bits.put(index, purpose.value(history));
    }
    return bits;
  }

  /** A list in which nothing is set. */
  public static StatusBits none(StatusPurpose purpose) {
    return of(purpose, 0, List.of());
  }

  /** The number of an entry. */
  public int at(int index) {
    int value = 0;
    for (int bit = index * size; bit < (index + 1) * size; bit++) {
      value = value << 1 | (content[bit / 8] >> (7 - bit % 8) & 1);
    }
    return value;
  }

  private void put(int index, int value) {
    for (int i = 0; i < size; i++) {
      if ((value >> (size - 1 - i) & 1) == 1) {
        int bit = index * size + i;
        content[bit / 8] |= (byte) (0x80 >> bit % 8);
      }
    }
  }

  /** How many entries are not 0. */
  public int count() {
    int count = 0;
    for (int i = 0; i < content.length * 8 / size; i++) {
      count += at(i) == 0 ? 0 : 1;
    }
    return count;
  }

  /** The entries whose number is lower here than in an earlier list. */
  public List<Integer> loweredFrom(StatusBits before) {
    List<Integer> lowered = new ArrayList<>();
    for (int i = 0; i < content.length * 8 / size; i++) {
      if (at(i) < before.at(i)) {
        lowered.add(i);
      }
    }
    return lowered;
  }

  /** SHA-256 of the bits themselves. */
  public Digest digest() {
    return Digest.sha256(content);
  }

  /** The value of {@code encodedList}: multibase base64url of the compressed bits. */
  public String encode() {
    return MULTIBASE + compressed().base64Url();
  }

  Bytes compressed() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
    out.writeBytes(GZIP);
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    try {
      deflater.setInput(content);
      deflater.finish();
      byte[] piece = new byte[8192];
      while (!deflater.finished()) {
        out.write(piece, 0, deflater.deflate(piece));
      }
    } finally {
      deflater.end();
    }
    CRC32 crc = new CRC32();
    crc.update(content);
    out.writeBytes(
        ByteBuffer.allocate(TRAILER)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt((int) crc.getValue())
            .putInt(content.length)
            .array());
    return Bytes.of(out.toByteArray());
  }

  /**
   * Reads an {@code encodedList}.
   *
   * @param size bits of an entry
   * @param entries how many entries it must have; nothing longer is decompressed
   * @throws MalformedStatusList where it is anything else
   */
  public static StatusBits decode(String encoded, int size, int entries)
      throws MalformedStatusList {
    if (!encoded.startsWith(MULTIBASE)) {
      throw new MalformedStatusList("multibase u, found another");
    }
    int bytes = entries / 8 * size;
    try (GZIPInputStream in =
        new GZIPInputStream(
            new ByteArrayInputStream(Base64.getUrlDecoder().decode(encoded.substring(1))))) {
      byte[] content = in.readNBytes(bytes + 1);
      if (content.length != bytes) {
        throw new MalformedStatusList(bytes + " bytes, found others");
      }
      return new StatusBits(size, content);
    } catch (IOException | IllegalArgumentException e) {
      throw new MalformedStatusList("GZIP in base64url: " + e.getMessage());
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StatusBits bits
        && bits.size == size
        && Arrays.equals(bits.content, content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return "StatusBits[" + count() + " set]";
  }
}
