package vn.sogoc.document.upload;

import java.time.Duration;

/** The moment at which the reading of one file is given up, on the monotonic clock. */
final class Deadline {
  /** The time is over. Unchecked, so that it passes through the callbacks of the libraries. */
  static final class Passed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Passed() {
      super("the time for reading the file is over", null, false, false);
    }
  }

  private final long end;

  private Deadline(long end) {
    this.end = end;
  }

  static Deadline after(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  boolean passed() {
    return System.nanoTime() - end >= 0;
  }

  void check() {
    if (passed()) {
      throw new Passed();
    }
  }
}
