package vn.sogoc.crypto.keys;

/** A key store did not sign: the token is gone, the session is lost, the library refused. */
public final class SigningFailed extends Exception {
  private static final long serialVersionUID = 1L;

  /** A sentence, and what the library said. */
  public SigningFailed(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  /** A sentence. */
  public SigningFailed(String sentence) {
    super(sentence);
  }
}
