package vn.sogoc.tlog;

/** The bytes are not the one form of a log entry; the message says what was expected and found. */
public final class MalformedEntry extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedEntry(String message) {
    super(message);
  }
}
