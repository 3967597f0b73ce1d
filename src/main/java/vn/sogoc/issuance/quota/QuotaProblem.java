package vn.sogoc.issuance.quota;

import vn.sogoc.kernel.ProblemType;

/** Refusals about quotas. */
public enum QuotaProblem implements ProblemType {
  /** The batch has more rows than are left: it is held for the ministry. */
  HELD("quota-held", 409),
  /** A quota was altered, put in or taken out by hand: an alarm, never an ordinary answer. */
  ALTERED("quota-altered", 500),
  /** No decision about a quota has this identifier. */
  UNKNOWN("quota-decision-unknown", 404),
  /** What was asked for about a quota cannot be read or does not stand. */
  REFUSED("quota-decision-refused", 422),
  /** The decision was approved or rejected already. */
  SETTLED("quota-decision-settled", 409);

  private final String slug;
  private final int status;

  QuotaProblem(String slug, int status) {
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
