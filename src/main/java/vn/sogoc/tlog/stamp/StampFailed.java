package vn.sogoc.tlog.stamp;

/** No stamp now; the message says why, and it is asked for again later. */
public final class StampFailed extends Exception {
  private static final long serialVersionUID = 1L;

  StampFailed(String message) {
    super(message);
  }
}
