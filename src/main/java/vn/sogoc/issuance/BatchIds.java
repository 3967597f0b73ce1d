package vn.sogoc.issuance;

import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;

/** The kinds of public identifiers used here. */
final class BatchIds {
  static final String BATCH = "bat";
  static final String JOB = "job";

  private BatchIds() {}

  /** The batch that a path or a job names; a text that is no identifier names none. */
  static PublicId batch(String text) {
    return PublicId.parse(BATCH, text)
        .orElseThrow(() -> new Refusal(IssuanceProblem.BATCH_NOT_FOUND, "no such batch"));
  }
}
