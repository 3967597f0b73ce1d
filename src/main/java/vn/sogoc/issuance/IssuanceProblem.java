package vn.sogoc.issuance;

import vn.sogoc.kernel.ProblemType;

/** Refusals about batches. */
public enum IssuanceProblem implements ProblemType {
  /** No such batch, or one of another institution. */
  BATCH_NOT_FOUND("batch-not-found", 404),
  /** Kind, decision, dates, place or mandate of the batch do not fit together. */
  BATCH_REFUSED("batch-refused", 422),
  /** This file was already prepared for this decision with other particulars. */
  BATCH_EXISTS("batch-exists", 409),
  /** The list has faults that must be repaired first. */
  BATCH_HAS_FAULTS("batch-has-faults", 409),
  /** The batch is not where this could be done with it. */
  BATCH_STATE("batch-state", 409),
  /** A template began or ended since the approval, so the diplomas would look otherwise. */
  PAGE_CHANGED("batch-page-changed", 409),
  /** The list has warnings, and the approver did not say that they were seen. */
  WARNINGS_NOT_ACKNOWLEDGED("warnings-not-acknowledged", 422),
  /** Another list was signed under the decision, which names no more graduates. */
  DECISION_USED("decision-used", 409),
  /** The register learned something of the batch's persons that contradicts it. */
  PERSONS_CHANGED("batch-persons-changed", 409),
  /** A batch is voided with a reason. */
  REASON_REFUSED("voiding-reason-refused", 422),
  /** Nobody asked to void the batch, or what was asked is something else. */
  NOT_ASKED("voiding-not-asked", 409),
  /** The batch names another signer. */
  OTHER_SIGNER("other-signer", 403),
  /** Nobody asked for these rows to be signed: an alarm, never an ordinary answer. */
  AUTHORITY_MISSING("batch-authority-missing", 500),
  /** What was signed is not what was approved: an alarm, never an ordinary answer. */
  CONTENT_CHANGED("batch-content-changed", 500),
  /** The log takes no entries that are dated as far back as this recording began. */
  RECORDING_TOO_SLOW("batch-recording-too-slow", 500);

  private final String slug;
  private final int status;

  IssuanceProblem(String slug, int status) {
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
