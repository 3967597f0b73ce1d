package vn.sogoc.tlog;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import vn.sogoc.crypto.merkle.TreeProofs;
import vn.sogoc.kernel.Digest;

/**
 * Consistency proofs to one tree, each made once for all witnesses that stand where it begins. Any
 * thread may ask.
 */
final class HeadProofs {
  private final TreeProofs.Tiles tiles;
  private final long size;
  private final Map<Long, List<Digest>> made = new ConcurrentHashMap<>();

  HeadProofs(TreeProofs.Tiles tiles, long size) {
    this.tiles = tiles;
    this.size = size;
  }

  /** Of the tree to which they lead. */
  long size() {
    return size;
  }

  /** From an earlier size; empty where there is nothing to prove. */
  List<Digest> from(long old) {
    return old > 0 && old < size
        ? made.computeIfAbsent(old, from -> new TreeProofs(tiles, size).consistency(from))
        : List.of();
  }
}
