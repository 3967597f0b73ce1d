package vn.sogoc.issuance.supplement;

import vn.sogoc.kernel.PublicId;

/** Points that the job which signs a list passes; a test stops it there. */
interface SupplementSteps {
  /** Where a node may stop. */
  enum Point {
    BEFORE_SIGN,
    AFTER_SIGN,
    INSIDE_RECORD,
    AFTER_RECORD
  }

  /** Called when a point is passed. */
  void reached(Point point, PublicId sheet);
}
