package vn.sogoc.credential.supplement;

/** Bytes that are not what this package writes. */
public final class MalformedSupplement extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedSupplement(String message) {
    super(message);
  }
}
