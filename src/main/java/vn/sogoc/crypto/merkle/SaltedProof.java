package vn.sogoc.crypto.merkle;

import java.util.List;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * That a row is one of those under a root ({@link SaltedTree}). Nothing is verified yet.
 *
 * @param index of the row, from 0
 * @param size how many rows there are
 * @param salt of the row, 16 bytes
 * @param path hashes from the leaf upwards (RFC 9162 section 2.1.3.1)
 */
public record SaltedProof(long index, long size, Bytes salt, List<Digest> path) {
  public SaltedProof {
    path = List.copyOf(path);
    if (salt.size() != SaltedTree.SALT) {
      throw new IllegalArgumentException("a salt has " + SaltedTree.SALT + " bytes");
    }
  }

  /**
   * The root to which the row leads (RFC 9162 section 2.1.3.2); whoever verifies compares it with
   * the signed one.
   *
   * @throws InvalidProof where the path is not one of this index and size
   */
  public Digest root(Bytes row) throws InvalidProof {
    return MerkleTree.rootFrom(SaltedTree.leaf(salt, row), index, size, path);
  }
}
