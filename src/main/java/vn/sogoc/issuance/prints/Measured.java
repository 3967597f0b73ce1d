package vn.sogoc.issuance.prints;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import vn.sogoc.kernel.Digest;

/** Hashes and counts what goes through it. */
final class Measured extends FilterOutputStream {
  private final MessageDigest sum;
  private long size;

  Measured(OutputStream out) {
    super(out);
    this.sum = Digest.newSha256();
  }

  @Override
  public void write(int value) throws IOException {
    out.write(value);
    sum.update((byte) value);
    size++;
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    out.write(bytes, from, length);
    sum.update(bytes, from, length);
    size += length;
  }

  /** Of all that went through; once. */
  Digest digest() {
    return Digest.of(sum.digest());
  }

  long size() {
    return size;
  }
}
