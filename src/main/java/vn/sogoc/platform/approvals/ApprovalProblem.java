package vn.sogoc.platform.approvals;

import vn.sogoc.kernel.ProblemType;

/** Refusals about approvals. */
public enum ApprovalProblem implements ProblemType {
  /** Nothing waits for an approval here. */
  NOT_REQUESTED("approval-not-requested", 409),
  /** The approver is the person who asked, under this account or another. */
  SAME_PERSON("approval-same-person", 403),
  /** What was approved is not what waits: another content or another count. */
  OTHER_CONTENT("approval-other-content", 409),
  /** Somebody has approved this already. */
  ALREADY_APPROVED("approval-already-given", 409),
  /** The request or the approval is too old. */
  EXPIRED("approval-expired", 409),
  /** There is no approval that could be used. */
  NOT_APPROVED("approval-missing", 409);

  private final String slug;
  private final int status;

  ApprovalProblem(String slug, int status) {
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
