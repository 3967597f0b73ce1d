package vn.sogoc.publication;

/** The bytes are not an issuance list's header. */
public final class MalformedList extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedList(String message) {
    super(message);
  }

  MalformedList(String message, Throwable cause) {
    super(message, cause);
  }
}
