package vn.sogoc.crypto.merkle;

import java.util.ArrayList;
import java.util.List;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * The Merkle Tree Hash of RFC 6962 section 2.1 (unchanged in RFC 9162 section 2.1) over SHA-256,
 * and inclusion proofs.
 *
 * <p>A leaf and an inner node hash under different prefixes, so neither can be passed off as the
 * other. A proof proves inclusion only together with an index and a size that were signed.
 */
public final class MerkleTree {
  private static final byte[] LEAF = {0x00};
  private static final byte[] NODE = {0x01};

  private MerkleTree() {}

  /** SHA-256(0x00 || content). */
  public static Digest leaf(Bytes content) {
    return Digest.sha256(LEAF, content.toArray());
  }

  /** SHA-256(0x01 || left || right). */
  public static Digest node(Digest left, Digest right) {
    return Digest.sha256(NODE, left.toArray(), right.toArray());
  }

  /** The root over leaf hashes; that of no leaves is SHA-256 of nothing. */
  public static Digest root(List<Digest> leaves) {
    if (leaves.isEmpty()) {
      return Digest.sha256();
    }
    List<Digest> level = leaves;
    while (level.size() > 1) {
      level = above(level);
    }
    return level.getFirst();
  }

  /**
   * The inclusion proof of one leaf (RFC 9162 section 2.1.3.1), from the leaf upwards.
   *
   * @throws IllegalArgumentException where the index is outside of the leaves
   */
  public static List<Digest> path(List<Digest> leaves, long index) {
    if (index < 0 || index >= leaves.size()) {
      throw new IllegalArgumentException(
          "leaf " + index + " is not in a tree of " + leaves.size() + " leaves");
    }
    return path(levels(leaves), (int) index);
  }

  /**
   * The root an inclusion proof leads to, RFC 9162 section 2.1.3.2. Comments are the steps of the
   * RFC; comparing the answer with the signed root is the caller's half of step 5.
   *
   * @param leaf the leaf hash
   * @param index 0-based position of the leaf
   * @param size number of leaves under the root
   * @param path from the leaf upwards
   * @throws InvalidProof where index, size and length of the path do not belong together
   */
  public static Digest rootFrom(Digest leaf, long index, long size, List<Digest> path)
      throws InvalidProof {
    if (index < 0 || index >= size) { // 1
      throw new InvalidProof("the leaf index is outside the tree");
    }
    long fn = index; // 2
    long sn = size - 1;
    Digest r = leaf; // 3
    for (Digest p : path) { // 4
      if (sn == 0) { // 4.a
        throw new InvalidProof("the path is too long");
      }
      if ((fn & 1) == 1 || fn == sn) { // 4.b
        r = node(p, r); // 4.b.i
        while ((fn & 1) == 0 && fn != 0) { // 4.b.ii
          fn >>= 1;
          sn >>= 1;
        }
      } else {
        r = node(r, p);
      }
      fn >>= 1; // 4.c
      sn >>= 1;
    }
    if (sn != 0) { // 5
      throw new InvalidProof("the path is too short");
    }
    return r;
  }

  /**
   * All levels from the leaves to the root. A last node without a sibling moves up unchanged, which
   * is the split at the largest power of two of section 2.1.1 read from below.
   */
  private static List<List<Digest>> levels(List<Digest> leaves) {
    List<List<Digest>> levels = new ArrayList<>();
    List<Digest> level = leaves;
    levels.add(level);
    while (level.size() > 1) {
      level = above(level);
      levels.add(level);
    }
    return levels;
  }

  private static List<Digest> above(List<Digest> level) {
    List<Digest> above = new ArrayList<>(level.size() / 2 + 1);
    for (int i = 0; i + 1 < level.size(); i += 2) {
      above.add(node(level.get(i), level.get(i + 1)));
    }
    if ((level.size() & 1) == 1) {
      above.add(level.getLast());
    }
    return above;
  }

  private static List<Digest> path(List<List<Digest>> levels, int index) {
    List<Digest> path = new ArrayList<>(levels.size());
    int at = index;
    for (List<Digest> level : levels) {
      int sibling = at ^ 1;
      if (sibling < level.size()) {
        path.add(level.get(sibling));
      }
      at >>= 1;
    }
    return List.copyOf(path);
  }
}
