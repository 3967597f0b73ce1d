package vn.sogoc.verification;

import vn.sogoc.kernel.ProblemType;

/** Why a question could not be answered at all; a verdict is never one of these. */
public enum VerificationProblem implements ProblemType {
  /** The request names none or more than one of the ways to ask. */
  QUESTION_UNCLEAR("question-unclear", 422),
  /** The file shows no code. */
  CODE_MISSING("code-missing", 422),
  /** The file shows several different codes of ours. */
  SEVERAL_CODES("several-codes", 422),
  /** No receipt has this code. */
  RECEIPT_UNKNOWN("receipt-unknown", 404),
  /** The log proves nothing under this identifier. */
  PROOF_UNKNOWN("proof-unknown", 404),
  /** More questions than can be written down at the moment. */
  TOO_BUSY("too-busy", 503);

  private final String slug;
  private final int status;

  VerificationProblem(String slug, int status) {
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
