package vn.sogoc.audit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.merkle.MerkleTree;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * The inclusion proofs of the leaves of one signed root, one after the other. What a proof that led
 * to the root went through is known from then on, so that the next needs to go only as far as
 * something known: all of them together cost what the tree costs, not each its whole way.
 */
final class SignedPaths {
  /** A node that a proof names or leads through, not yet known to lie under the root. */
  private record Node(int level, int at, Digest hash) {}

  private final Digest root;
  private final int size;
  private final List<@Nullable Digest[]> known = new ArrayList<>();

  /**
   * No proof yet.
   *
   * @param size leaves under the root
   */
  SignedPaths(Digest root, int size) {
    this.root = root;
    this.size = size;
    for (int width = size; width > 1; width = width / 2 + width % 2) {
      known.add(new @Nullable Digest[width]);
    }
  }

  /**
   * Whether a path leads from the leaf at its place to the root (RFC 9162 section 2.1.3.2).
   *
   * @param path from the leaf upwards, its digests joined
   */
  boolean leads(Digest leaf, int index, Bytes path) {
    if (index < 0 || index >= size || path.size() % Digest.SIZE != 0) {
      return false;
    }
    List<Node> met = new ArrayList<>();
    Digest hash = leaf;
    int at = index;
    int read = 0;
    boolean isKnown = false;
    for (int level = 0; level < known.size(); level++) {
      @Nullable Digest[] row = known.get(level);
      @Nullable Digest there = row[at];
      if (!isKnown && there != null) {
        if (!there.equals(hash)) {
          return false;
        }
        isKnown = true;
      }
      int sibling = at ^ 1;
      if (sibling < row.length) {
        if (read + Digest.SIZE > path.size()) {
          return false;
        }
        Digest beside = new Digest(path.slice(read, read + Digest.SIZE));
        read += Digest.SIZE;
        if (isKnown) {
          // whoever is known was reached on a way that named all that stand beside it
          if (!beside.equals(row[sibling])) {
            return false;
          }
        } else {
          met.add(new Node(level, at, hash));
          met.add(new Node(level, sibling, beside));
          hash = (at & 1) == 1 ? MerkleTree.node(beside, hash) : MerkleTree.node(hash, beside);
        }
      } else if (!isKnown) {
        met.add(new Node(level, at, hash));
      }
      at >>= 1;
    }
    if (read != path.size() || !(isKnown || hash.equals(root))) {
      return false;
    }
    met.forEach(node -> known.get(node.level())[node.at()] = node.hash());
    return true;
  }
}
