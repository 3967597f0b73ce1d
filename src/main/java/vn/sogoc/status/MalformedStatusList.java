package vn.sogoc.status;

/** Bytes that are no status list of ours; the message says what was expected and found. */
public final class MalformedStatusList extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedStatusList(String message) {
    super(message);
  }
}
