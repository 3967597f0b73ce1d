package vn.sogoc.crypto.bundle;

/** The bytes are not a trust bundle in its one form; the message says what was expected. */
public final class MalformedBundle extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedBundle(String message) {
    super(message);
  }

  MalformedBundle(String message, Throwable cause) {
    super(message, cause);
  }
}
