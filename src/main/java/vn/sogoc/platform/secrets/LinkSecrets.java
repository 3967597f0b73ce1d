package vn.sogoc.platform.secrets;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import vn.sogoc.kernel.Base32;
import vn.sogoc.kernel.Bytes;

/**
 * Secrets that stand in the fragment of a link, which no browser sends to anybody. Of each a keyed
 * hash is kept: whoever reads the table has none, and 160 bits are found by nobody who tries.
 */
public final class LinkSecrets {
  private static final int SIZE = 20;
  private static final int LONGEST = 300;

  private final SecureRandom random;
  private final Secrets.Keyed key;

  /** Secrets of one use. */
  public LinkSecrets(SecureRandom random, Secrets.Keyed key) {
    this.random = random;
    this.key = key;
  }

  /**
   * A new secret.
   *
   * @param text 32 letters and digits, shown once
   * @param digest what is kept
   */
  public record Fresh(String text, Bytes digest) {
    @Override
    public String toString() {
      return "Fresh[]";
    }
  }

  /** Another one. */
  public Fresh fresh() {
    byte[] secret = new byte[SIZE];
    random.nextBytes(secret);
    return new Fresh(Base32.encode(secret).toLowerCase(Locale.ROOT), key.hash(secret));
  }

  /** What is kept of a secret, or of a whole link; empty where the text is none. */
  public Optional<Bytes> digest(String typed) {
    return secret(typed).map(bytes -> key.hash(bytes.toArray()));
  }

  /** The same with the same work for every text: what is none has a digest that nothing has. */
  public Bytes digestOfAny(String typed) {
    return key.hash(secret(typed).map(Bytes::toArray).orElseGet(() -> new byte[0]));
  }

  private static Optional<Bytes> secret(String typed) {
    String text = typed.length() > LONGEST ? "" : typed.strip();
    return Base32.decode(text.substring(text.indexOf('#') + 1).toUpperCase(Locale.ROOT))
        .filter(bytes -> bytes.size() == SIZE);
  }
}
