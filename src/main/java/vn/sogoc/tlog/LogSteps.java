package vn.sogoc.tlog;

/**
 * Told where the log's thread is. A seam for tests that let it fail between two effects; nothing
 * else listens.
 */
interface LogSteps {
  /** The points, in order. {@code AFTER} points lie behind the effect and its commit. */
  enum Point {
    BEFORE_SEQUENCE,
    INSIDE_TILES,
    INSIDE_SEQUENCE,
    AFTER_SEQUENCE,
    BEFORE_SIGN,
    AFTER_REMEMBER,
    AFTER_SIGN,
    AFTER_WITNESSES,
    INSIDE_PUBLISH,
    AFTER_PUBLISH
  }

  /** Reached; what this throws, the log's thread meets. */
  void reached(Point point);
}
