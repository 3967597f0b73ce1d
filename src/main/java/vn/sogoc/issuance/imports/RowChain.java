package vn.sogoc.issuance.imports;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * SHA-256 over every row that was read, in order: what the seal of an import is made over, so that
 * no row changes between the reading and the batch. Used by one thread.
 */
final class RowChain {
  private final MessageDigest sha = Digest.newSha256();
  private int count;

  /** Takes the next row. */
  void add(int line, Bytes claims, Bytes likeness, @Nullable Bytes numberHash) {
    sha.update(ByteBuffer.allocate(8).putInt(line).putInt(claims.size()).flip());
    sha.update(claims.toArray());
    sha.update(likeness.toArray());
    sha.update((byte) (numberHash == null ? 0 : 1));
    if (numberHash != null) {
      sha.update(numberHash.toArray());
    }
    count++;
  }

  int count() {
    return count;
  }

  /** The digest, once. */
  Digest digest() {
    return Digest.of(sha.digest());
  }
}
