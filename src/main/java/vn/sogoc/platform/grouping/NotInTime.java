package vn.sogoc.platform.grouping;

/** The work was not done: too many callers wait, the store failed, or time ran out. */
public final class NotInTime extends Exception {
  private static final long serialVersionUID = 1L;

  NotInTime(String message) {
    super(message);
  }

  NotInTime(String message, Throwable cause) {
    super(message, cause);
  }
}
