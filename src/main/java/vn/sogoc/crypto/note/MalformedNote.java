package vn.sogoc.crypto.note;

/** A text that is not in the one form of its format. */
public final class MalformedNote extends Exception {
  private static final long serialVersionUID = 1L;

  /** What was expected and what was found. */
  public MalformedNote(String sentence) {
    super(sentence, null, false, false);
  }
}
