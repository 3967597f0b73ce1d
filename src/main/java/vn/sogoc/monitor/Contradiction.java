package vn.sogoc.monitor;

/** What a log shows cannot all be true. */
final class Contradiction extends Exception {
  private static final long serialVersionUID = 1L;

  Contradiction(String sentence) {
    super(sentence, null, false, false);
  }
}
