package vn.sogoc.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A SHA-256 digest: exactly 32 bytes. */
public record Digest(Bytes bytes) {
  /** Size of a SHA-256 digest in bytes. */
  public static final int SIZE = 32;

  public Digest {
    if (bytes.size() != SIZE) {
      throw new IllegalArgumentException(
          "a SHA-256 digest has " + SIZE + " bytes, found " + bytes.size());
    }
  }

  /** SHA-256 over the concatenation of the parts. */
  public static Digest sha256(byte[]... parts) {
    MessageDigest sha = newSha256();
    for (byte[] part : parts) {
      sha.update(part);
    }
    return new Digest(Bytes.of(sha.digest()));
  }

  /** SHA-256 of all that a stream still gives; the stream stays open. */
  public static Digest sha256(InputStream content) throws IOException {
    MessageDigest sha = newSha256();
    byte[] piece = new byte[8192];
    for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
      sha.update(piece, 0, read);
    }
    return new Digest(Bytes.of(sha.digest()));
  }

  /** What writes itself into a stream. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it and leaves the stream open. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** SHA-256 of what is written, which is never in memory as a whole. */
  public static Digest sha256(Content content) throws IOException {
    MessageDigest sha = newSha256();
    content.writeTo(new DigestOutputStream(OutputStream.nullOutputStream(), sha));
    return new Digest(Bytes.of(sha.digest()));
  }

  /** SHA-256 of the bytes. */
  public static Digest sha256(Bytes content) {
    return sha256(content.toArray());
  }

  /** From 64 hexadecimal digits. */
  public static Digest ofHex(String hex) {
    return new Digest(Bytes.ofHex(hex));
  }

  /** From exactly 32 bytes. */
  public static Digest of(byte[] raw) {
    return new Digest(Bytes.of(raw));
  }

  /** The 32 bytes in a new array. */
  public byte[] toArray() {
    return bytes.toArray();
  }

  /** Lower-case hexadecimal, 64 digits. */
  public String hex() {
    return bytes.hex();
  }

  @Override
  public String toString() {
    return hex();
  }

  /** SHA-256 for whoever has the content in pieces; used by one thread. */
  public static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
