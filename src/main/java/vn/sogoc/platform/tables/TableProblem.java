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
  MALFORMED("table-malformed", 422),
  /** Neither text nor a workbook: a PDF, a workbook of before 2007, binary content. */
  UNRECOGNISED("table-unrecognised", 422),
  /** A workbook that is locked by a password, or that carries programs. */
  PROTECTED("table-protected", 422),
  /** A workbook that is damaged, or packed as no spreadsheet program packs it. */
  BROKEN("table-broken", 422),
  /** Two ways to read the letters are about as likely; a person has to choose. */
  LETTERS_UNCERTAIN("table-letters-uncertain", 422),
  /** Question marks stand in place of letters. */
  LETTERS_LOST("table-letters-lost", 422);

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
