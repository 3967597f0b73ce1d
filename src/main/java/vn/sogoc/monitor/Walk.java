package vn.sogoc.monitor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.sogoc.crypto.merkle.MerkleTree;
import vn.sogoc.crypto.merkle.Tile;
import vn.sogoc.crypto.merkle.TreeEdge;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.tlog.LogEntry;
import vn.sogoc.tlog.MalformedEntry;

/**
 * The tree as it follows from the entries that were served, from the first one on. Nothing is taken
 * from a proof or a tile: those are compared with what the entries give.
 */
final class Walk {
  private static final int HEIGHT = 8;

  private record Full(Tile tile, Bytes hashes) {}

  private final LogReader reader;
  private final int institution;
  private final TreeEdge edge = TreeEdge.empty();
  private final Map<Long, Digest> roots = new HashMap<>();
  private final List<Comparison.Placed> own = new ArrayList<>();
  private final List<Finding.Unreadable> unreadable = new ArrayList<>();

  Walk(LogReader reader, int institution) {
    this.reader = reader;
    this.institution = institution;
  }

  long size() {
    return edge.size();
  }

  /** The root at a size where the walk stopped; empty where it did not. */
  Optional<Digest> rootAt(long size) {
    return Optional.ofNullable(roots.get(size));
  }

  List<Comparison.Placed> own() {
    return own;
  }

  List<Finding.Unreadable> unreadable() {
    return unreadable;
  }

  /**
   * Goes on to a size and stops there.
   *
   * @throws Contradiction where a tile does not hold the hashes of the entries
   */
  void to(long size) throws IOException, InterruptedException, Contradiction {
    while (edge.size() < size) {
      long bundle = edge.size() / Tile.FULL;
      int width = (int) Math.min(Tile.FULL, size - bundle * Tile.FULL);
      int known = (int) (edge.size() - bundle * Tile.FULL);
      List<Bytes> entries = reader.entries(new Tile(Tile.ENTRIES, bundle, width));
      List<Full> full = new ArrayList<>();
      for (Bytes entry : entries.subList(known, width)) {
        take(entry);
        edge.append(MerkleTree.leaf(entry), (tile, hashes) -> full.add(new Full(tile, hashes)));
      }
      for (Full each : full) {
        compare(each.tile(), each.hashes());
      }
    }
    if (edge.size() == size) { // and not where it was passed before
      roots.put(size, edge.root());
    }
  }

  /** The tiles at the right edge, which are not full yet. */
  void edge() throws IOException, InterruptedException, Contradiction {
    long rest = edge.size();
    for (int level = 0; rest > 0; level++, rest >>>= HEIGHT) {
      List<Digest> hashes = edge.open(level);
      if (!hashes.isEmpty()) {
        StringBuilder hex = new StringBuilder();
        hashes.forEach(h -> hex.append(h.hex()));
        compare(new Tile(level, rest >>> HEIGHT, hashes.size()), Bytes.ofHex(hex.toString()));
      }
    }
  }

  private void compare(Tile tile, Bytes hashes)
      throws IOException, InterruptedException, Contradiction {
    if (!reader.tile(tile).equals(hashes)) {
      throw new Contradiction("the tile " + tile.path() + " does not follow from the entries");
    }
  }

  private void take(Bytes content) {
    long index = edge.size();
    try {
      LogEntry entry = LogEntry.parse(content);
      if (entry.institution() == institution) {
        own.add(new Comparison.Placed(index, entry));
      }
    } catch (MalformedEntry e) {
      unreadable.add(new Finding.Unreadable(index, String.valueOf(e.getMessage())));
    }
  }
}
