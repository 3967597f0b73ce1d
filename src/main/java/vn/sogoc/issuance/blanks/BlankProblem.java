package vn.sogoc.issuance.blanks;

import vn.sogoc.kernel.ProblemType;

/** Refusals about blanks. */
public enum BlankProblem implements ProblemType {
  /** No such series, or one of another institution. */
  UNKNOWN("blank-series-unknown", 404),
  /** Something of the request is missing or has not its form. */
  REFUSED("blanks-refused", 422),
  /** Numbers are in the stock already, or in another series. */
  RECEIVED_ALREADY("blanks-received-already", 409),
  /** Numbers are not where they would have to be for it. */
  ELSEWHERE("blanks-elsewhere", 409),
  /** A blank with this number was used for another credential. */
  USED_ALREADY("blank-used-already", 409),
  /** Fewer blanks are left than are needed. */
  TOO_FEW("blanks-too-few", 409),
  /** The credential was printed on no blank. */
  NOT_USED("blank-not-used", 409),
  /** Some of the documents are on blanks already. */
  PARTLY_USED("blanks-partly-used", 409),
  /** The batch has blanks for all documents that need one. */
  ENOUGH("blanks-enough", 409),
  /** The document is on another blank than the caller saw. */
  OTHER_BLANK("blank-other", 409),
  /** The document is with somebody, or not in force. */
  NOT_HERE("blank-not-here", 409),
  /** A series has as many movements as it may. */
  TOO_MANY("blanks-too-many", 409),
  /** A stored row was changed after it was written: an alarm, never an ordinary answer. */
  ALTERED("blanks-altered", 500);

  private final String slug;
  private final int status;

  BlankProblem(String slug, int status) {
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
