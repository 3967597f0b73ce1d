package vn.sogoc.register.supplement;

import vn.sogoc.kernel.ProblemType;

/** Refusals about supplements of diplomas. */
public enum SupplementProblem implements ProblemType {
  /** No such supplement, or list of them, in your institution. */
  UNKNOWN("supplement-unknown", 404),
  /** The uploaded list does not stand; nothing of it was stored. */
  LIST_REFUSED("supplement-list-refused", 422),
  /** A reason or a hash has not its form. */
  REQUEST_REFUSED("supplement-request-refused", 422),
  /** The list, the batch or the supplement is not in a state for this. */
  STATE("supplement-state", 409),
  /** The approver has not said that the warnings were looked at. */
  WARNINGS("supplement-warnings", 409),
  /** As many as can be are. */
  TOO_MANY("supplement-too-many", 409),
  /** A stored row was changed after it was written. */
  ALTERED("supplement-altered", 503);

  private final String slug;
  private final int status;

  SupplementProblem(String slug, int status) {
    this.slug = slug;
    this.status = status;
  }

  @Override
  public String slug() {
    return slug;
  }

  @Override
  public int status() {
    return status;
  }
}
