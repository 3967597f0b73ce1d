package vn.sogoc;

/** The service must not start as it is set up; the message is a sentence for the operator. */
final class Unstartable extends Exception {
  private static final long serialVersionUID = 1L;

  Unstartable(String sentence) {
    super(sentence);
  }
}
