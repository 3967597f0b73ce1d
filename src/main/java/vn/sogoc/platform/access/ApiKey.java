package vn.sogoc.platform.access;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import vn.sogoc.kernel.Base32;
import vn.sogoc.kernel.Digest;

/**
 * A key as its owner sees it, once: {@code sgk_} and 256 random bits in lower-case base32. Its
 * SHA-256 names it in memory; kept is a keyed hash of that ({@link AccessSeals#stored}), because
 * whoever could write a plain one into the database would have made a key.
 *
 * @param id names the key in lists and when it is revoked
 * @param secret to be sent as {@code Authorization: Bearer <secret>}
 */
public record ApiKey(UUID id, String secret) {
  private static final String PREFIX = "sgk_";
  private static final int SIZE = 32;
  private static final int LENGTH = PREFIX.length() + 52;

  static ApiKey make(UUID id, SecureRandom random) {
    byte[] secret = new byte[SIZE];
    random.nextBytes(secret);
    return new ApiKey(id, PREFIX + Base32.encode(secret).toLowerCase(Locale.ROOT));
  }

  Digest digest() {
    return digestOf(secret).orElseThrow();
  }

  /** The digest of a presented key, or empty where the text is not the form of a key. */
  static Optional<Digest> digestOf(String presented) {
    if (presented.length() != LENGTH || !presented.startsWith(PREFIX)) {
      return Optional.empty();
    }
    String body = presented.substring(PREFIX.length());
    String upper = body.toUpperCase(Locale.ROOT);
    if (!body.equals(upper.toLowerCase(Locale.ROOT))) {
      return Optional.empty();
    }
    return Base32.decode(upper).map(Digest::sha256);
  }

  /** Never the secret. */
  @Override
  public String toString() {
    return "ApiKey[" + id + "]";
  }
}
