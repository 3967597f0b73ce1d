package vn.sogoc.crypto.merkle;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * The right edge of a growing RFC 6962 tree: of every level of tiles the hashes that do not yet
 * fill a tile. It is all that is needed to append leaves and to know the root, at most 255 hashes
 * for each factor of 256. Not safe for several threads: its owner is whoever appends.
 */
public final class TreeEdge {
  /** Takes tiles as they become full. */
  @FunctionalInterface
  public interface FullTiles {
    /**
     * A tile that will never change again.
     *
     * @param tile of width 256
     * @param hashes 256 hashes, 8,192 bytes
     */
    void full(Tile tile, Bytes hashes);
  }

  private final List<List<Digest>> levels;
  private long size;

  private TreeEdge(long size, List<List<Digest>> levels) {
    this.size = size;
    this.levels = levels;
  }

  /** The edge of the tree without leaves. */
  public static TreeEdge empty() {
    return new TreeEdge(0, new ArrayList<>());
  }

  /**
   * The edge that {@link #encode} wrote.
   *
   * @throws InvalidProof where the bytes are not as many as a tree of this size has
   */
  public static TreeEdge of(long size, Bytes encoded) throws InvalidProof {
    if (size < 0) {
      throw new InvalidProof("a tree has no negative size");
    }
    ByteBuffer in = ByteBuffer.wrap(encoded.toArray());
    List<List<Digest>> levels = new ArrayList<>();
    for (long rest = size; rest > 0; rest >>>= Tile.HEIGHT) {
      List<Digest> level = new ArrayList<>();
      for (int i = 0; i < rest % Tile.FULL; i++) {
        byte[] hash = new byte[Digest.SIZE];
        if (in.remaining() < hash.length) {
          throw new InvalidProof("the edge of a tree of " + size + " leaves has more hashes");
        }
        in.get(hash);
        level.add(Digest.of(hash));
      }
      levels.add(level);
    }
    if (in.hasRemaining()) {
      throw new InvalidProof("the edge of a tree of " + size + " leaves has fewer hashes");
    }
    return new TreeEdge(size, levels);
  }

  /** An independent copy. */
  public TreeEdge copy() {
    List<List<Digest>> copied = new ArrayList<>();
    levels.forEach(level -> copied.add(new ArrayList<>(level)));
    return new TreeEdge(size, copied);
  }

  /** Leaves so far. */
  public long size() {
    return size;
  }

  /** Adds a leaf hash at index {@link #size}. */
  public void append(Digest leaf, FullTiles tiles) {
    size++;
    Digest hash = leaf;
    for (int level = 0; ; level++) {
      if (level == levels.size()) {
        levels.add(new ArrayList<>());
      }
      List<Digest> open = levels.get(level);
      open.add(hash);
      if (open.size() < Tile.FULL) {
        return;
      }
      long index = (size >>> (Tile.HEIGHT * (level + 1))) - 1;
      tiles.full(new Tile(level, index, Tile.FULL), join(open));
      hash = MerkleTree.root(open);
      open.clear();
    }
  }

  /** The Merkle tree hash over all leaves (RFC 6962 section 2.1). */
  public Digest root() {
    // Perfect subtrees from the largest to the smallest; the split of RFC 6962 puts the largest
    // left.
    List<Digest> subtrees = new ArrayList<>();
    for (int level = levels.size() - 1; level >= 0; level--) {
      List<Digest> open = levels.get(level);
      int from = 0;
      for (int part = Integer.highestOneBit(open.size()); from < open.size(); ) {
        subtrees.add(MerkleTree.root(open.subList(from, from + part)));
        from += part;
        part = Integer.highestOneBit(open.size() - from);
      }
    }
    if (subtrees.isEmpty()) {
      return MerkleTree.root(List.of());
    }
    Digest root = subtrees.removeLast();
    while (!subtrees.isEmpty()) {
      root = MerkleTree.node(subtrees.removeLast(), root);
    }
    return root;
  }

  /** The first hashes of the tile of a level that is not full yet. */
  public List<Digest> open(int level) {
    return level < levels.size() ? List.copyOf(levels.get(level)) : List.of();
  }

  /** All hashes, level by level from the leaves; how many there are follows from the size. */
  public Bytes encode() {
    List<Digest> all = new ArrayList<>();
    levels.forEach(all::addAll);
    return join(all);
  }

  static Bytes join(List<Digest> hashes) {
    ByteBuffer out = ByteBuffer.allocate(hashes.size() * Digest.SIZE);
    hashes.forEach(h -> out.put(h.toArray()));
    return Bytes.of(out.array());
  }
}
