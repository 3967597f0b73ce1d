package vn.sogoc.issuance.delivery;

import vn.sogoc.kernel.ProblemType;

/** Refusals about handing out documents. */
public enum DeliveryProblem implements ProblemType {
  /** Something of the request is missing or has not its form. */
  REFUSED("delivery-refused", 422),
  /** It was handed out before, and that was not taken back. */
  ALREADY("delivery-already", 409),
  /** The credential was taken back, suspended or replaced: it is not handed out. */
  NOT_IN_FORCE("delivery-not-in-force", 409),
  /** There is nothing to take back. */
  NOT_DELIVERED("delivery-not-delivered", 409),
  /** The day on which it could be taken back is over. */
  DAY_OVER("delivery-day-over", 409),
  /** Another list of the batch is being written down or taken back. */
  SHEET_OPEN("delivery-sheet-open", 409),
  /** As many lists of a batch as may be were written down today. */
  SHEETS_TOO_MANY("delivery-sheets-too-many", 409),
  /** Nobody sends messages for this registry. */
  NO_GATEWAY("delivery-no-gateway", 409),
  /** As many links of a document as may be were sent today. */
  LINKS_TOO_MANY("delivery-links-too-many", 409),
  /** No open link has this secret, or the date of birth is another one: one answer for both. */
  LINK_UNKNOWN("delivery-link-unknown", 404),
  /** A stored event was changed after it was written: an alarm, never an ordinary answer. */
  ALTERED("delivery-altered", 500);

  private final String slug;
  private final int status;

  DeliveryProblem(String slug, int status) {
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
