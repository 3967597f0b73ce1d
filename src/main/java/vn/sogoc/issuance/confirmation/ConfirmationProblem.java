package vn.sogoc.issuance.confirmation;

import vn.sogoc.kernel.ProblemType;

/** Refusals about what graduates say of their rows. */
public enum ConfirmationProblem implements ProblemType {
  /** No row has this link. */
  UNKNOWN("confirmation-unknown", 404),
  /** The closing day has passed, or the batch was signed or given up. */
  CLOSED("confirmation-closed", 409),
  /** Nobody asked the graduates of this batch. */
  NOT_ASKED("confirmation-not-asked", 409),
  /** The day, the field, the text or the reason does not stand. */
  REFUSED("confirmation-refused", 422),
  /** The row, or what graduates said, is no longer what was shown. */
  CHANGED("confirmation-changed", 409),
  /** Rows are disputed, and nobody with the right to has answered that. */
  DISPUTED("confirmation-disputed", 409),
  /** What is stored is not what graduates said: an alarm. */
  ALTERED("confirmation-altered", 500);

  private final String slug;
  private final int status;

  ConfirmationProblem(String slug, int status) {
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
