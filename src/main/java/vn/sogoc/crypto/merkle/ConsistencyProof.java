package vn.sogoc.crypto.merkle;

import java.util.List;
import vn.sogoc.kernel.Digest;

/** That a tree is the beginning of another one: nothing was changed, only added. */
public final class ConsistencyProof {
  private ConsistencyProof() {}

  /**
   * Verifies a consistency proof, RFC 9162 section 2.1.4.2, whose step numbers are the comments.
   * The RFC begins at {@code 0 < first < second}; equal trees need no path, and the empty tree is
   * the beginning of every tree (C2SP tlog-witness), which is for the caller to say: size 0 is
   * refused here.
   *
   * @param size1 leaves of the smaller tree
   * @param size2 leaves of the larger tree
   * @param root1 root of the smaller tree
   * @param root2 root of the larger tree
   * @param path from below upwards
   * @throws InvalidProof where the one is not shown to be the beginning of the other
   */
  public static void verify(long size1, long size2, Digest root1, Digest root2, List<Digest> path)
      throws InvalidProof {
    if (size1 <= 0 || size1 > size2) {
      throw new InvalidProof("a tree of " + size1 + " leaves is the beginning of none of " + size2);
    }
    if (size1 == size2) {
      if (!path.isEmpty()) {
        throw new InvalidProof("the path is too long");
      }
      if (!root1.equals(root2)) {
        throw new InvalidProof("two trees of one size have different roots");
      }
      return;
    }
    if (path.isEmpty()) { // 1
      throw new InvalidProof("the path is empty");
    }
    // 2: the root of a whole tree of 2^k leaves is a node of the larger tree and left out
    boolean whole = Long.bitCount(size1) == 1;
    Digest first = whole ? root1 : path.getFirst();
    long fn = size1 - 1; // 3
    long sn = size2 - 1;
    while ((fn & 1) == 1) { // 4
      fn >>= 1;
      sn >>= 1;
    }
    Digest fr = first; // 5
    Digest sr = first;
    for (Digest c : whole ? path : path.subList(1, path.size())) { // 6
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
    if (sn != 0) { // 7
      throw new InvalidProof("the path is too short");
    }
    if (!fr.equals(root1) || !sr.equals(root2)) {
      throw new InvalidProof("the path leads to other roots");
    }
  }
}
