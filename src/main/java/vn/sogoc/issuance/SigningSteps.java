package vn.sogoc.issuance;

import vn.sogoc.kernel.PublicId;

/**
 * Told where a signing job is. A seam for tests that let it crash between two steps; nothing else
 * listens.
 */
interface SigningSteps {
  /** The points, in order. {@code AFTER} points lie behind the commit of the step. */
  enum Point {
    BEFORE_RESERVE,
    AFTER_RESERVE,
    INSIDE_CHUNK,
    AFTER_CHUNK,
    BEFORE_RECORD,
    INSIDE_RECORD,
    AFTER_RECORD,
    BEFORE_PUBLISH,
    AFTER_PUBLISH,
    AFTER_DONE
  }

  /** Reached; what this throws, the job meets. */
  void reached(Point point, PublicId batch);
}
