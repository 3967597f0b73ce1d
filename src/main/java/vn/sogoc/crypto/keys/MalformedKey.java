package vn.sogoc.crypto.keys;

/** The bytes are not a public key or a certificate of the one form that is accepted. */
public final class MalformedKey extends Exception {
  private static final long serialVersionUID = 1L;

  /** A sentence that says what was found. */
  public MalformedKey(String sentence) {
    super(sentence, null, false, false);
  }
}
