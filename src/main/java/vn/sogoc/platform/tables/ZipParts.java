package vn.sogoc.platform.tables;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import vn.sogoc.kernel.Refusal;

/**
 * The parts of a workbook, which is a ZIP archive (PKWARE APPNOTE 6.3). Its directory is read by
 * ourselves and strictly: what two programs could unpack in two ways, or what unpacks to much more
 * than it is, is refused before anything is unpacked.
 */
final class ZipParts implements AutoCloseable {
  private static final int END_SIZE = 22;
  private static final int MOST_COMMENT = 65_535;
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int ENTRY_SIGNATURE = 0x02014b50;
  private static final int ENTRY_SIZE = 46;
  private static final int LOCAL_SIGNATURE = 0x04034b50;
  private static final int LOCAL_SIZE = 30;
  private static final int MOST_PARTS = 2_000;
  private static final int MOST_DIRECTORY = 1 << 20;
  private static final int ENCRYPTED = 1 | 1 << 6 | 1 << 13;
  private static final long FOUR_GIGABYTES = 0xFFFF_FFFFL;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;

  /** Sheets of a million equal rows shrink to a fiftieth; deflate itself ends at 1 to 1,032. */
  private static final int MOST_RATIO = 100;

  private static final long RATIO_COUNTS_FROM = 1 << 20;
  private static final Pattern NAME = Pattern.compile("[^/\\\\\\x00-\\x1F:][^\\\\\\x00-\\x1F:]*");
  private static final Pattern ARCHIVE =
      Pattern.compile(".*\\.(zip|gz|7z|rar|jar|xls[xmb]?|doc[xm]?)");

  /** Where a part stands and what the directory promises of it. */
  record Entry(String name, int method, long crc, long packed, long size, long local) {}

  private final FileChannel channel;
  private final Map<String, Entry> entries;

  private ZipParts(FileChannel channel, Map<String, Entry> entries) {
    this.channel = channel;
    this.entries = entries;
  }

  /**
   * Reads and checks the directory.
   *
   * @throws Refusal with {@link TableProblem}: broken, protected or too large
   */
  static ZipParts open(Path file, Limits limits) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    boolean opened = false;
    try {
      ByteBuffer end = end(channel);
      int count = end.getShort(10) & 0xFFFF;
      long size = end.getInt(12) & FOUR_GIGABYTES;
      long start = end.getInt(16) & FOUR_GIGABYTES;
      boolean split = end.getInt(4) != 0 || (end.getShort(8) & 0xFFFF) != count;
      if (split || count > MOST_PARTS || size > MOST_DIRECTORY || start + size > channel.size()) {
        throw broken("its directory has " + count + " parts in " + size + " bytes");
      }
      List<Entry> all = directory(read(channel, start, (int) size), count);
      checkPlaces(channel, all, start);
      checkSizes(all, limits);
      Map<String, Entry> byName = new LinkedHashMap<>();
      all.forEach(e -> byName.put(e.name(), e));
      opened = true;
      return new ZipParts(channel, byName);
    } finally {
      if (!opened) {
        channel.close();
      }
    }
  }

  Set<String> names() {
    return entries.keySet();
  }

  /** The content of a part, whose length and checksum are those of the directory. */
  Optional<InputStream> open(String name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      return Optional.empty();
    }
    long start = entry.local() + LOCAL_SIZE;
    try {
      ByteBuffer local = read(channel, entry.local(), LOCAL_SIZE);
      start += (local.getShort(26) & 0xFFFF) + (local.getShort(28) & 0xFFFF);
    } catch (IOException e) {
      throw broken("a part cannot be read");
    }
    return Optional.of(new PartStream(channel, entry, start, entry.method() == DEFLATED));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  static Refusal broken(String found) {
    return new Refusal(
        TableProblem.BROKEN,
        "the workbook is damaged or oddly packed: " + found,
        List.of(new Refusal.Fault("file_type", 0, "", "a workbook (.xlsx)", found)));
  }

  /** The last record of the file, behind which nothing but its own comment may stand. */
  private static ByteBuffer end(FileChannel channel) throws IOException {
    long from = Math.max(0, channel.size() - END_SIZE - MOST_COMMENT);
    ByteBuffer tail = read(channel, from, (int) (channel.size() - from));
    for (int i = tail.limit() - END_SIZE; i >= 0; i--) {
      if (tail.getInt(i) == END_SIGNATURE
          && (tail.getShort(i + 20) & 0xFFFF) == tail.limit() - i - END_SIZE) {
        return tail.slice(i, END_SIZE).order(ByteOrder.LITTLE_ENDIAN);
      }
    }
    throw broken("it ends too early");
  }

  private static List<Entry> directory(ByteBuffer directory, int count) {
    List<Entry> entries = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    int at = 0;
    for (int i = 0; i < count; i++) {
      if (at + ENTRY_SIZE > directory.limit() || directory.getInt(at) != ENTRY_SIGNATURE) {
        throw broken("its directory is cut off");
      }
      int nameSize = directory.getShort(at + 28) & 0xFFFF;
      int rest = (directory.getShort(at + 30) & 0xFFFF) + (directory.getShort(at + 32) & 0xFFFF);
      if (at + ENTRY_SIZE + nameSize + rest > directory.limit()) {
        throw broken("its directory is cut off");
      }
      byte[] name = new byte[nameSize];
      directory.get(at + ENTRY_SIZE, name);
      Entry entry =
          new Entry(
              new String(name, StandardCharsets.UTF_8),
              directory.getShort(at + 10),
              directory.getInt(at + 16) & FOUR_GIGABYTES,
              directory.getInt(at + 20) & FOUR_GIGABYTES,
              directory.getInt(at + 24) & FOUR_GIGABYTES,
              directory.getInt(at + 42) & FOUR_GIGABYTES);
      check(entry, directory.getShort(at + 8), seen);
      entries.add(entry);
      at += ENTRY_SIZE + nameSize + rest;
    }
    return entries;
  }

  private static void check(Entry entry, int flags, Set<String> seen) {
    String name = entry.name().toLowerCase(Locale.ROOT);
    boolean up = List.of(name.split("/", -1)).contains("..");
    if (!NAME.matcher(name).matches() || up || name.contains("\uFFFD") || !seen.add(name)) {
      throw broken("two parts of one name, or a name that no part has");
    }
    if ((flags & ENCRYPTED) != 0) {
      throw locked("an encrypted part");
    }
    if (entry.method() != STORED && entry.method() != DEFLATED) {
      throw broken("a part is packed by method " + entry.method());
    }
    boolean far = entry.packed() == FOUR_GIGABYTES || entry.local() == FOUR_GIGABYTES;
    if (far || (entry.method() == STORED && entry.packed() != entry.size())) {
      throw broken("a part has no length that can be");
    }
    if (ARCHIVE.matcher(name).matches()) {
      throw broken("a file within the file");
    }
  }

  static Refusal locked(String found) {
    return new Refusal(
        TableProblem.PROTECTED,
        "the workbook is protected: " + found,
        List.of(new Refusal.Fault("file_type", 0, "", "a workbook without protection", found)));
  }

  /**
   * Each part has its own bytes, and the header in front of them says the same as the directory.
   */
  private static void checkPlaces(FileChannel channel, List<Entry> entries, long directory)
      throws IOException {
    List<Entry> inOrder = new ArrayList<>(entries);
    inOrder.sort(Comparator.comparingLong(Entry::local));
    long free = 0;
    for (Entry entry : inOrder) {
      if (entry.local() < free || entry.local() + LOCAL_SIZE > directory) {
        throw broken("parts that overlap");
      }
      ByteBuffer local = read(channel, entry.local(), LOCAL_SIZE);
      int nameSize = local.getShort(26) & 0xFFFF;
      long data = entry.local() + LOCAL_SIZE + nameSize + (local.getShort(28) & 0xFFFF);
      free = data + entry.packed();
      if (local.getInt(0) != LOCAL_SIGNATURE || free > directory) {
        throw broken("parts that overlap");
      }
      byte[] name = new byte[nameSize];
      read(channel, entry.local() + LOCAL_SIZE, nameSize).get(0, name);
      boolean same =
          new String(name, StandardCharsets.UTF_8).equals(entry.name())
              && local.getShort(8) == entry.method();
      if (!same) {
        throw broken("a part that has two names");
      }
    }
  }

  private static void checkSizes(List<Entry> entries, Limits limits) {
    long sum = 0;
    for (Entry entry : entries) {
      sum += entry.size();
      boolean bomb = entry.size() > RATIO_COUNTS_FROM && entry.size() / MOST_RATIO > entry.packed();
      if (bomb || sum > limits.unpacked()) {
        throw Header.tooLarge(
            0,
            "",
            "at most " + limits.unpacked() + " bytes unpacked, " + MOST_RATIO + " times its size",
            sum + " bytes");
      }
    }
  }

  private static ByteBuffer read(FileChannel channel, long from, int size) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, from + buffer.position()) < 0) {
        throw broken("it ends too early");
      }
    }
    return buffer.flip();
  }
}
