package vn.sogoc.institution;

/** The bytes are not an institution's statement, or it is not signed as it must be. */
public final class MalformedStatement extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedStatement(String message) {
    super(message);
  }

  MalformedStatement(String message, Throwable cause) {
    super(message, cause);
  }
}
