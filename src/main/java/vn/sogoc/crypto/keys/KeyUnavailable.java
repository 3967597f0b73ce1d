package vn.sogoc.crypto.keys;

/**
 * A key store cannot be opened, or has no usable key of that name and purpose. The sentence is for
 * the operator; it never holds a password.
 */
public final class KeyUnavailable extends Exception {
  private static final long serialVersionUID = 1L;

  /** A sentence. */
  public KeyUnavailable(String sentence) {
    super(sentence);
  }

  /** A sentence, and what the library said. */
  public KeyUnavailable(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
