package vn.sogoc.tlog;

/** Something in the log is not what it must be; no head is signed until a person has looked. */
final class LogHalted extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LogHalted(String sentence) {
    super(sentence);
  }
}
