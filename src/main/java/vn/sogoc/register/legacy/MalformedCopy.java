package vn.sogoc.register.legacy;

/** Bytes that are not what this package writes. */
public final class MalformedCopy extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedCopy(String message) {
    super(message);
  }
}
