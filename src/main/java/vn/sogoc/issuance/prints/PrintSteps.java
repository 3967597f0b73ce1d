package vn.sogoc.issuance.prints;

import vn.sogoc.kernel.PublicId;

/** Told where a print is. A seam for tests that let it crash; nothing else listens. */
interface PrintSteps {
  /** The points, in order. {@code AFTER} points lie behind the commit of the step. */
  enum Point {
    INSIDE_CHUNK,
    AFTER_CHUNK,
    BEFORE_END,
    AFTER_END
  }

  /** Reached; what this throws, the job meets. */
  void reached(Point point, PublicId print);
}
