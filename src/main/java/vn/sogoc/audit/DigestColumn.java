package vn.sogoc.audit;

import java.util.Arrays;
import java.util.Optional;
import vn.sogoc.kernel.Digest;

/** One digest for each position of a batch, 32 bytes each; the last that came stands. */
final class DigestColumn {
  /** No batch is longer: what a row says of its place is anybody's to write. */
  static final int MOST = 1 << 20;

  private static final byte[] NONE = new byte[Digest.SIZE];

  private byte[] content = new byte[0];
  private int count;

  void put(int position, Digest digest) {
    if (position < 0 || position >= MOST) {
      return;
    }
    int end = (position + 1) * Digest.SIZE;
    if (end > content.length) {
      content = Arrays.copyOf(content, Math.max(end, content.length + content.length / 2));
    }
    count += at(position).isEmpty() ? 1 : 0;
    System.arraycopy(digest.toArray(), 0, content, end - Digest.SIZE, Digest.SIZE);
  }

  /** How many positions have one. */
  int count() {
    return count;
  }

  /** Empty where none came. */
  Optional<Digest> at(int position) {
    if (position < 0 || position >= content.length / Digest.SIZE) {
      return Optional.empty();
    }
    byte[] found =
        Arrays.copyOfRange(content, position * Digest.SIZE, (position + 1) * Digest.SIZE);
    return Arrays.equals(found, NONE) ? Optional.empty() : Optional.of(Digest.of(found));
  }
}
