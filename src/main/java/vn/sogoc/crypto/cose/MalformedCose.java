package vn.sogoc.crypto.cose;

/** The bytes are not a COSE_Sign1 of the one form that is accepted. */
public final class MalformedCose extends Exception {
  private static final long serialVersionUID = 1L;

  /** A sentence that says what was found. */
  public MalformedCose(String sentence) {
    super(sentence, null, false, false);
  }
}
