package vn.sogoc.platform.proposals;

import vn.sogoc.kernel.ProblemType;

/** Refusals about what takes two persons. */
public enum ProposalProblem implements ProblemType {
  /** No proposal has this identifier, or it is not the caller's to see. */
  UNKNOWN("proposal-unknown", 404),
  /** It was approved or rejected already. */
  SETTLED("proposal-settled", 409),
  /** As many as can wait at once do: of one person, or in one office. */
  TOO_MANY("proposals-too-many", 409),
  /** Something of the request is missing or has not its form. */
  REFUSED("proposal-refused", 422);

  private final String slug;
  private final int status;

  ProposalProblem(String slug, int status) {
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
