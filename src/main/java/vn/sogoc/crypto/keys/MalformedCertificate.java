package vn.sogoc.crypto.keys;

/** The bytes are not a certificate of the one form that {@link Certificates} makes. */
public final class MalformedCertificate extends Exception {
  private static final long serialVersionUID = 1L;

  /** A sentence that says what was found. */
  public MalformedCertificate(String sentence) {
    super(sentence, null, false, false);
  }
}
