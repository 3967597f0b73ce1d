package vn.sogoc.crypto.merkle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.sogoc.kernel.Digest;

/**
 * Makes inclusion and consistency proofs from tiles. The size is one whose tiles are there; what
 * comes out is only as true as the tiles, so it is verified against a signed root like anybody
 * else's.
 */
public final class TreeProofs {
  /** Where hashes of tiles come from. */
  @FunctionalInterface
  public interface Tiles {
    /**
     * The first hashes of a tile.
     *
     * @return exactly {@code tile.width()} hashes
     */
    List<Digest> hashes(Tile tile);
  }

  private final Tiles tiles;
  private final Map<Tile, List<Digest>> read = new HashMap<>();
  private final long size;

  /** Proofs in the tree of the first leaves; each tile is asked for once. */
  public TreeProofs(Tiles tiles, long size) {
    this.tiles = tiles;
    this.size = size;
  }

  /**
   * The inclusion proof of a leaf (RFC 9162 section 2.1.3.1), from the leaf upwards.
   *
   * @throws IllegalArgumentException where the tree has no such leaf
   */
  public List<Digest> inclusion(long index) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("leaf " + index + " is not among " + size);
    }
    List<Digest> path = new ArrayList<>();
    path(index, 0, size, path);
    return List.copyOf(path);
  }

  /**
   * That the first leaves are the tree of an earlier size (RFC 9162 section 2.1.4.1); empty where
   * the earlier size is 0 or the same.
   *
   * @throws IllegalArgumentException where the earlier size is larger
   */
  public List<Digest> consistency(long earlier) {
    if (earlier < 0 || earlier > size) {
      throw new IllegalArgumentException("a tree of " + earlier + " is not before one of " + size);
    }
    List<Digest> proof = new ArrayList<>();
    if (earlier > 0 && earlier < size) {
      subproof(earlier, 0, size, true, proof);
    }
    return List.copyOf(proof);
  }

  /** The Merkle tree hash of all leaves. */
  public Digest root() {
    return size == 0 ? MerkleTree.root(List.of()) : hash(0, size);
  }

  /** PATH(m, D[lo:hi]), the siblings from below. */
  private void path(long index, long lo, long hi, List<Digest> path) {
    if (hi - lo == 1) {
      return;
    }
    long k = split(hi - lo);
    if (index < lo + k) {
      path(index, lo, lo + k, path);
      path.add(hash(lo + k, hi));
    } else {
      path(index, lo + k, hi, path);
      path.add(hash(lo, lo + k));
    }
  }

  /** SUBPROOF(m, D[lo:hi], b). */
  private void subproof(long m, long lo, long hi, boolean known, List<Digest> proof) {
    if (m == hi - lo) {
      if (!known) {
        proof.add(hash(lo, hi));
      }
      return;
    }
    long k = split(hi - lo);
    if (m <= k) {
      subproof(m, lo, lo + k, known, proof);
      proof.add(hash(lo + k, hi));
    } else {
      subproof(m - k, lo + k, hi, false, proof);
      proof.add(hash(lo, lo + k));
    }
  }

  private Digest hash(long lo, long hi) {
    long n = hi - lo;
    if (Long.bitCount(n) == 1) {
      return perfect(Long.numberOfTrailingZeros(n), lo / n);
    }
    long k = split(n);
    return MerkleTree.node(hash(lo, lo + k), hash(lo + k, hi));
  }

  /** The subtree of 2^level leaves with this index: so many hashes next to each other in a tile. */
  private Digest perfect(int level, long index) {
    int inside = level % Tile.HEIGHT;
    long first = index << inside;
    int offset = (int) (first % Tile.FULL);
    int tileLevel = level / Tile.HEIGHT;
    long tileIndex = first / Tile.FULL;
    int width = Tile.widthIn(size, tileLevel, tileIndex);
    List<Digest> hashes =
        read.computeIfAbsent(new Tile(tileLevel, tileIndex, width), tiles::hashes);
    return MerkleTree.root(hashes.subList(offset, offset + (1 << inside)));
  }

  /** The largest power of two below n. */
  private static long split(long n) {
    return Long.highestOneBit(n - 1);
  }
}
