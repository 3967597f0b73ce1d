package vn.sogoc.crypto.merkle;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vn.sogoc.kernel.Digest;

/**
 * All nodes of one tree (RFC 6962 section 2.1) in plain arrays: root and every inclusion proof of a
 * list of a million leaves in 64 MB. A last node without a sibling moves up unchanged. Used by one
 * thread while it is made; read by any.
 */
public final class MerkleLevels {
  private static final int SIZE = Digest.SIZE;

  private final int leaves;
  private final List<byte[]> levels = new ArrayList<>();

  /**
   * The tree over leaf hashes.
   *
   * @param leafHashes whole digests one after another, at least one; not changed afterwards
   */
  public MerkleLevels(byte[] leafHashes) {
    if (leafHashes.length == 0 || leafHashes.length % SIZE != 0) {
      throw new IllegalArgumentException("at least one leaf hash of " + SIZE + " bytes");
    }
    leaves = leafHashes.length / SIZE;
    byte[] level = leafHashes;
    levels.add(level);
    while (level.length > SIZE) {
      level = above(level);
      levels.add(level);
    }
  }

  /** How many leaves there are. */
  public int size() {
    return leaves;
  }

  /** The root. */
  public Digest root() {
    return Digest.of(levels.getLast());
  }

  /**
   * The inclusion proof of a leaf (RFC 9162 section 2.1.3.1) from the leaf upwards, digests one
   * after another.
   */
  public byte[] path(int index) {
    if (index < 0 || index >= leaves) {
      throw new IllegalArgumentException("leaf " + index + " is not in a tree of " + leaves);
    }
    byte[] path = new byte[levels.size() * SIZE];
    int size = 0;
    int at = index;
    for (byte[] level : levels) {
      int sibling = (at ^ 1) * SIZE;
      if (sibling < level.length) {
        System.arraycopy(level, sibling, path, size, SIZE);
        size += SIZE;
      }
      at >>= 1;
    }
    return Arrays.copyOf(path, size);
  }

  private static byte[] above(byte[] level) {
    MessageDigest sha = Digest.newSha256();
    int nodes = level.length / SIZE;
    byte[] above = new byte[(nodes + 1) / 2 * SIZE];
    for (int i = 0; i + 1 < nodes; i += 2) {
      sha.update((byte) 0x01);
      sha.update(level, i * SIZE, 2 * SIZE);
      System.arraycopy(sha.digest(), 0, above, i / 2 * SIZE, SIZE);
    }
    if ((nodes & 1) == 1) {
      System.arraycopy(level, level.length - SIZE, above, above.length - SIZE, SIZE);
    }
    return above;
  }
}
