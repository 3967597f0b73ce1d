package vn.sogoc.publication;

import vn.sogoc.kernel.ProblemType;

/** Why a question about lists was refused. */
public enum PublicationProblem implements ProblemType {
  /** No list has this identifier. */
  LIST_UNKNOWN("list-unknown", 404),
  /** The credential stands in no published list yet, so nothing printed of it leaves. */
  NOT_PUBLISHED("credential-not-published", 409);

  private final String slug;
  private final int status;

  PublicationProblem(String slug, int status) {
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
