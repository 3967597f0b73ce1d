package vn.sogoc.crypto.tsp;

/** Bytes that are no time stamp, or one that does not count; the message says why. */
public final class MalformedTimeStamp extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedTimeStamp(String message) {
    super(message);
  }
}
