package vn.sogoc.crypto.merkle;

import java.nio.ByteBuffer;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * An RFC 6962 tree over rows that one person signs at once: each row then carries its own short
 * proof. The hashes in a proof are those of other people's rows, so each leaf is salted; who has
 * one row with its proof can neither read another nor try guesses at it. Memory does not grow with
 * the rows where the tiles are not kept. Not safe for several threads: its owner is whoever adds.
 */
public final class SaltedTree {
  /** Size of the secret in bytes. */
  public static final int SECRET = 32;

  /** Size of a salt in bytes. */
  public static final int SALT = 16;

  private final Bytes secret;
  private final TreeEdge.FullTiles tiles;
  private final TreeEdge edge = TreeEdge.empty();

  /**
   * The tree without rows.
   *
   * @param secret 32 random bytes of this tree alone, from which the salts follow
   * @param tiles takes every tile as it becomes full
   */
  public SaltedTree(Bytes secret, TreeEdge.FullTiles tiles) {
    requireSecret(secret);
    this.secret = secret;
    this.tiles = tiles;
  }

  /**
   * The salt of a row: the first 16 bytes of SHA-256 over the secret and the index as eight bytes,
   * big-endian. Both are of fixed length, so no two inputs run together.
   */
  public static Bytes salt(Bytes secret, long index) {
    requireSecret(secret);
    byte[] place = ByteBuffer.allocate(Long.BYTES).putLong(index).array();
    return Digest.sha256(secret.toArray(), place).bytes().slice(0, SALT);
  }

  /**
   * What stands for a digest over all rows together, which whoever knows all rows but one could
   * compute: SHA-256 over a salt of the tree, that behind the last row's, and the digest.
   */
  public static Digest blinded(Bytes secret, long size, Digest all) {
    return Digest.sha256(salt(secret, size).toArray(), all.toArray());
  }

  /** The leaf hash of a row: that of RFC 6962 over its salt, 16 bytes, and its bytes. */
  public static Digest leaf(Bytes salt, Bytes row) {
    if (salt.size() != SALT) {
      throw new IllegalArgumentException("a salt has " + SALT + " bytes");
    }
    byte[] both = new byte[SALT + row.size()];
    System.arraycopy(salt.toArray(), 0, both, 0, SALT);
    System.arraycopy(row.toArray(), 0, both, SALT, row.size());
    return MerkleTree.leaf(Bytes.of(both));
  }

  /** Adds the next row. */
  public void add(Bytes row) {
    add(leaf(salt(secret, edge.size()), row));
  }

  /** Adds the next row by its leaf hash, made by another thread. */
  public void add(Digest leaf) {
    edge.append(leaf, tiles);
  }

  /** Rows so far. */
  public long size() {
    return edge.size();
  }

  /** The root over all rows. */
  public Digest root() {
    return edge.root();
  }

  /** Gives the tiles that are not full to the same taker, once, when all rows are in. */
  public void close() {
    for (int level = 0; level < Long.SIZE / Tile.HEIGHT; level++) {
      Bytes open = TreeEdge.join(edge.open(level));
      if (open.size() > 0) {
        long index = (edge.size() >>> (Tile.HEIGHT * level)) / Tile.FULL;
        tiles.full(new Tile(level, index, open.size() / Digest.SIZE), open);
      }
    }
  }

  private static void requireSecret(Bytes secret) {
    if (secret.size() != SECRET) {
      throw new IllegalArgumentException("the secret of a tree has " + SECRET + " bytes");
    }
  }
}
