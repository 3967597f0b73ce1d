package vn.sogoc.issuance;

import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.http.HttpProblem;

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

  /** The batch after which a page begins. */
  static PublicId cursor(String text) {
    return PublicId.parse(BATCH, text)
        .orElseThrow(() -> new Refusal(HttpProblem.CURSOR_INVALID, "no batch has this identifier"));
  }
}
