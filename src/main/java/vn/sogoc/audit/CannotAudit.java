package vn.sogoc.audit;

/** The audit cannot be run; the message says what is missing. */
public final class CannotAudit extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CannotAudit(String message) {
    super(message);
  }

  CannotAudit(String message, Throwable cause) {
    super(message, cause);
  }
}
