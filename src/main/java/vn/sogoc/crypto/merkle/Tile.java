package vn.sogoc.crypto.merkle;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Coordinates of a tile as in C2SP tlog-tiles: {@code tile/<L>/<N>[.p/<W>]} for hashes and {@code
 * tile/entries/<N>[.p/<W>]} for bundles of entries. One tile has one path.
 *
 * @param level 0 to 63; {@link #ENTRIES} for a bundle of entries
 * @param index which tile of the level, from 0
 * @param width how many hashes or entries, 1 to 256; 256 is a full tile
 */
public record Tile(int level, long index, int width) {
  /** Hashes of a full tile. */
  public static final int FULL = 256;

  /** The level of bundles of entries. */
  public static final int ENTRIES = -1;

  /** Binary levels of one tile. */
  static final int HEIGHT = 8;

  private static final int HIGHEST = 63;
  private static final int GROUP = 1000;
  private static final Pattern PATH =
      Pattern.compile(
          "(entries|0|[1-9][0-9]?)/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

  public Tile {
    if (level < ENTRIES || level > HIGHEST || index < 0 || width < 1 || width > FULL) {
      throw new IllegalArgumentException("no tile: " + level + ", " + index + ", " + width);
    }
  }

  /**
   * Reads the part of a path after {@code tile/}.
   *
   * @return empty for anything but the one form of a path, that of a full tile without {@code .p}
   */
  public static Optional<Tile> parse(String path) {
    Matcher matcher = PATH.matcher(path);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int level = matcher.group(1).equals("entries") ? ENTRIES : Integer.parseInt(matcher.group(1));
    long index = 0;
    for (String group : matcher.group(2).split("/")) {
      index = index * GROUP + Integer.parseInt(group.startsWith("x") ? group.substring(1) : group);
    }
    int width = matcher.group(3) == null ? FULL : Integer.parseInt(matcher.group(3));
    if (level > HIGHEST || width > FULL) {
      return Optional.empty();
    }
    Tile tile = new Tile(level, index, width);
    return tile.path().equals(path) ? Optional.of(tile) : Optional.empty();
  }

  /** The path after {@code tile/}. */
  public String path() {
    StringBuilder name = new StringBuilder(group(index % GROUP));
    for (long rest = index / GROUP; rest > 0; rest /= GROUP) {
      name.insert(0, "x" + group(rest % GROUP) + "/");
    }
    return (level == ENTRIES ? "entries" : Integer.toString(level))
        + "/"
        + name
        + (width == FULL ? "" : ".p/" + width);
  }

  private static String group(long digits) {
    return String.format(Locale.ROOT, "%03d", digits);
  }

  /** How many hashes this tile has in a tree of a size: 0 where the tree does not reach it. */
  public static int widthIn(long size, int level, long index) {
    int shift = HEIGHT * Math.max(level, 0);
    long nodes = shift >= Long.SIZE ? 0 : size >>> shift;
    long before = index > nodes / FULL ? nodes : index * FULL;
    return (int) Math.min(nodes - before, FULL);
  }

  /** Whether a tree of this size has at least this tile. */
  public boolean isIn(long size) {
    return widthIn(size, level, index) >= width;
  }
}
