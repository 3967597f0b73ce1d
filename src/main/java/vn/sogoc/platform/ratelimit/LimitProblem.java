package vn.sogoc.platform.ratelimit;

import vn.sogoc.kernel.ProblemType;

/** Why a caller has to wait. */
public enum LimitProblem implements ProblemType {
  /** The quota of a minute is used up. */
  TOO_MANY_REQUESTS;

  @Override
  public String slug() {
    return "too-many-requests";
  }

  @Override
  public int status() {
    return 429;
  }
}
