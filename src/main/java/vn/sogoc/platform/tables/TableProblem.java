package vn.sogoc.platform.tables;

import vn.sogoc.kernel.ProblemType;

/** Why an uploaded table was refused as a whole. Nothing of it was stored. */
public enum TableProblem implements ProblemType {
  /** More bytes, rows, columns, or a longer line or cell than the limits allow. */
  TOO_LARGE("table-too-large", 413),
  /** Not UTF-8 text: another encoding, a workbook, or binary content. */
  NOT_UTF8("table-not-utf8", 422),
  /** No header, or a header without rows. */
  EMPTY("table-empty", 422),
  /** A header with empty or repeated names, rows of another width, or broken quotes. */
  MALFORMED("table-malformed", 422);

  private final String slug;
  private final int status;

  TableProblem(String slug, int status) {
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
