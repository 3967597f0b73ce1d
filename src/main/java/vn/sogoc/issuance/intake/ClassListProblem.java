package vn.sogoc.issuance.intake;

import vn.sogoc.kernel.ProblemType;

/** Why a class list was refused as a whole. Nothing of it was stored. */
public enum ClassListProblem implements ProblemType {
  /** A column that the kind needs is not there, or two columns mean the same. */
  COLUMNS("class-list-columns");

  private static final int UNPROCESSABLE = 422;

  private final String slug;

  ClassListProblem(String slug) {
    this.slug = slug;
  }

  @Override
  public String slug() {
    return slug;
  }

  @Override
  public int status() {
    return UNPROCESSABLE;
  }
}
