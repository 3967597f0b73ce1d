package vn.sogoc.platform.access;

import vn.sogoc.kernel.ProblemType;

/** Refusals about accounts and what they may do. */
public enum AccessProblem implements ProblemType {
  ACCOUNT_INVALID("account-invalid", 422),
  ACCOUNT_EXISTS("account-exists", 409),
  CSRF_TOKEN_MISSING("csrf-token-missing", 403),
  SIGN_IN_BUSY("sign-in-busy", 503);

  private final String slug;
  private final int status;

  AccessProblem(String slug, int status) {
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
