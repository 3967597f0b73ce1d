package vn.sogoc.crypto.merkle;

/**
 * An inclusion proof whose shape cannot belong to the index and the size it is given for, or a
 * consistency proof that shows nothing.
 */
public final class InvalidProof extends Exception {
  private static final long serialVersionUID = 1L;

  /** A sentence that says what does not fit. */
  public InvalidProof(String sentence) {
    super(sentence, null, false, false);
  }
}
