package vn.sogoc.issuance.imports;

import vn.sogoc.kernel.PublicId;

/**
 * Told where a job of an import is. A seam for tests that let it crash between two steps; nothing
 * else listens.
 */
interface ImportSteps {
  /** The points, in order. {@code AFTER} points lie behind the commit of the step. */
  enum Point {
    INSIDE_CHUNK,
    AFTER_CHUNK,
    BEFORE_END,
    INSIDE_END,
    AFTER_END,
    BEFORE_COMMIT,
    INSIDE_COMMIT,
    AFTER_COMMIT
  }

  /** Reached; what this throws, the job meets. */
  void reached(Point point, PublicId list);
}
