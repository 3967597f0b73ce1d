package vn.sogoc.platform.trail;

/** A line could not be written, so its action does not happen. */
public final class TrailRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TrailRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
