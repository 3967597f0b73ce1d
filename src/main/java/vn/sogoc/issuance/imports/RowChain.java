package vn.sogoc.issuance.imports;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * SHA-256 over every row that was read, in order: what the seals of an import are made over, so
 * that no row changes between the reading and the batch. Used by one thread.
 */
final class RowChain {
  private final MessageDigest sha;
  private int count;

  RowChain() {
    this.sha = Digest.newSha256();
  }

  private RowChain(RowChain other) {
    this.sha = copyOf(other.sha);
    this.count = other.count;
  }

  /** The same chain, which goes its own way from here. */
  RowChain copy() {
    return new RowChain(this);
  }

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

  /** The digest of the rows so far; more may follow. */
  Digest digest() {
    return Digest.of(copyOf(sha).digest());
  }

  static MessageDigest copyOf(MessageDigest sha) {
    try {
      return (MessageDigest) sha.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the SHA-256 of the JDK can be copied", e);
    }
  }
}
