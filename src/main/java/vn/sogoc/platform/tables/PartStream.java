package vn.sogoc.platform.tables;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import vn.sogoc.kernel.Refusal;

/** Unpacks one part. Gives no byte more than the directory said, and at the end no other ones. */
final class PartStream extends InputStream {
  private static final int BUFFER = 1 << 15;

  private final FileChannel channel;
  private final ZipParts.Entry entry;
  private final Inflater inflater = new Inflater(true);
  private final boolean deflated;
  private final ByteBuffer packed = ByteBuffer.allocate(BUFFER);
  private final CRC32 crc = new CRC32();
  private long position;
  private final long end;
  private long given;
  private boolean ended;

  PartStream(FileChannel channel, ZipParts.Entry entry, long start, boolean deflated) {
    this.channel = channel;
    this.entry = entry;
    this.deflated = deflated;
    this.position = start;
    this.end = start + entry.packed();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int count =
        ended ? -1 : deflated ? inflate(target, offset, length) : copy(target, offset, length);
    if (count < 0) {
      finish();
      return -1;
    }
    given += count;
    if (given > entry.size()) {
      throw wrong();
    }
    crc.update(target, offset, count);
    return count;
  }

  private int inflate(byte[] target, int offset, int length) throws IOException {
    try {
      while (true) {
        int count = inflater.inflate(target, offset, length);
        if (count > 0) {
          return count;
        }
        if (inflater.finished()) {
          return -1;
        }
        if (inflater.needsDictionary() || !fill()) {
          throw wrong();
        }
        inflater.setInput(packed);
      }
    } catch (DataFormatException e) {
      throw wrong();
    }
  }

  private int copy(byte[] target, int offset, int length) throws IOException {
    if (!packed.hasRemaining() && !fill()) {
      return -1;
    }
    int count = Math.min(length, packed.remaining());
    packed.get(target, offset, count);
    return count;
  }

  private boolean fill() throws IOException {
    packed.clear().limit((int) Math.min(BUFFER, end - position));
    int count = packed.hasRemaining() ? channel.read(packed, position) : -1;
    packed.flip();
    position += Math.max(0, count);
    return count > 0;
  }

  private void finish() {
    boolean allUsed = !deflated || (position == end && inflater.getRemaining() == 0) || ended;
    if (given != entry.size() || crc.getValue() != entry.crc() || !allUsed) {
      throw wrong();
    }
    ended = true;
  }

  private static Refusal wrong() {
    return ZipParts.broken("a part is not what the directory says");
  }

  @Override
  public void close() {
    inflater.end();
    ended = true;
  }
}
