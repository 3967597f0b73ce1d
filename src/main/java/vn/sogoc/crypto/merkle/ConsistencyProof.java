package vn.sogoc.crypto.merkle;

import java.util.List;
import vn.sogoc.kernel.Digest;

/** Verifies that a tree only grew, RFC 9162 section 2.1.4.2; comments are the steps of the RFC. */
public final class ConsistencyProof {
  private ConsistencyProof() {}

  /**
   * That the tree of the first size begins the tree of the second.
   *
   * @param path as served; empty for equal sizes and for an empty first tree
   * @throws InvalidProof where it is not proved
   */
  public static void verify(long size1, long size2, Digest root1, Digest root2, List<Digest> path)
      throws InvalidProof {
    if (size1 < 0 || size1 > size2) {
      throw new InvalidProof("a tree of " + size1 + " is not before one of " + size2);
    }
    if (size1 == size2 || size1 == 0) {
      Digest expected = size1 == 0 ? MerkleTree.root(List.of()) : root2;
      if (!path.isEmpty() || !root1.equals(expected)) {
        throw new InvalidProof("equal or empty trees need no path and have one root");
      }
      return;
    }
    if (path.isEmpty()) { // 1
      throw new InvalidProof("the path is empty");
    }
    boolean isWhole = Long.bitCount(size1) == 1;
    List<Digest> rest = isWhole ? path : path.subList(1, path.size()); // 2
    long fn = size1 - 1; // 3
    long sn = size2 - 1;
    while ((fn & 1) == 1) { // 4
      fn >>= 1;
      sn >>= 1;
    }
    Digest fr = isWhole ? root1 : path.getFirst(); // 5
    Digest sr = fr;
    for (Digest c : rest) { // 6
      if (sn == 0) { // 6.a
        throw new InvalidProof("the path is too long");
      }
      if ((fn & 1) == 1 || fn == sn) { // 6.b
        fr = MerkleTree.node(c, fr); // 6.b.i
        sr = MerkleTree.node(c, sr); // 6.b.ii
        while ((fn & 1) == 0 && fn != 0) { // 6.b.iii
          fn >>= 1;
          sn >>= 1;
        }
      } else {
        sr = MerkleTree.node(sr, c); // 6.b, otherwise
      }
      fn >>= 1; // 6.c
      sn >>= 1;
    }
    if (!fr.equals(root1) || !sr.equals(root2) || sn != 0) { // 7
      throw new InvalidProof("the path does not lead to both roots");
    }
  }
}
