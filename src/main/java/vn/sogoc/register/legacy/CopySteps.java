package vn.sogoc.register.legacy;

import vn.sogoc.kernel.PublicId;

/** Points that the job which signs a page passes; a test stops it there. */
interface CopySteps {
  /** Where a node may stop. */
  enum Point {
    BEFORE_SIGN,
    AFTER_SIGN,
    INSIDE_RECORD,
    AFTER_RECORD
  }

  /** Called when a point is passed. */
  void reached(Point point, PublicId page);
}
