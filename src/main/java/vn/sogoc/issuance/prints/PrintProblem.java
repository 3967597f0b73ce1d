package vn.sogoc.issuance.prints;

import vn.sogoc.kernel.ProblemType;

/** Refusals about printing a batch. */
public enum PrintProblem implements ProblemType {
  /** No such print, or one of another institution, or its time is over. */
  NOT_FOUND("print-not-found", 404),
  /** What was asked for has not its form. */
  REFUSED("print-refused", 422),
  /** The batch is not issued yet: no document leaves before. */
  NOT_ISSUED("print-not-issued", 409),
  /** The file is being made still, or could not be made. */
  NOT_READY("print-not-ready", 409),
  /** As many prints of the institution are being made as may be at once. */
  TOO_MANY("prints-too-many", 409),
  /** A document of the file was taken back or changed since. */
  STALE("print-stale", 409),
  /** The files that are kept take all the room there is. */
  FULL("prints-full", 409),
  /** Every document of this part was taken back or replaced. */
  NOTHING("print-nothing", 409),
  /** What is stored is not what was written: an alarm, never an ordinary answer. */
  CONTENT_CHANGED("print-content-changed", 500);

  private final String slug;
  private final int status;

  PrintProblem(String slug, int status) {
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
