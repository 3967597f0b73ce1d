package vn.sogoc.credential;

/**
 * Bytes that are not a record of src/docs/record.md. The message names the rule, never the content.
 */
public final class MalformedRecord extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedRecord(String message) {
    super(message);
  }

  MalformedRecord(String message, Throwable cause) {
    super(message, cause);
  }
}
