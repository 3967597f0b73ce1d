package vn.sogoc.platform.idempotency;

import vn.sogoc.kernel.ProblemType;

/** Refusals about the idempotency key of a request. */
public enum IdempotencyProblem implements ProblemType {
  KEY_REQUIRED("idempotency-key-required", 400),
  KEY_REUSED("idempotency-key-reused", 422),
  KEY_IN_USE("idempotency-key-in-use", 409);

  private final String slug;
  private final int status;

  IdempotencyProblem(String slug, int status) {
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
