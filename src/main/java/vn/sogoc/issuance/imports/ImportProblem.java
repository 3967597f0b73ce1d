package vn.sogoc.issuance.imports;

import vn.sogoc.kernel.ProblemType;

/** Refusals about imports. */
public enum ImportProblem implements ProblemType {
  /** No such import, or one of another institution. */
  NOT_FOUND("import-not-found", 404),
  /** Fields of the form are missing or unreadable. */
  REFUSED("import-refused", 422),
  /** How the file is to be read was not said, or cannot be. */
  LAYOUT_REFUSED("import-layout-refused", 422),
  /** This file is being imported for this decision with other particulars. */
  EXISTS("import-exists", 409),
  /** The institution has as many lists open, or bytes stored, as it may. */
  TOO_MANY("import-too-many", 409),
  /** Rows have faults, and a part of a list is never taken. */
  HAS_FAULTS("import-has-faults", 409),
  /** The import is not where this could be done with it. */
  STATE("import-state", 409),
  /** What all rows share is no longer what it was when they were read. */
  FRAME_CHANGED("import-frame-changed", 409),
  /** What is stored is not what was written: an alarm, never an ordinary answer. */
  CONTENT_CHANGED("import-content-changed", 500);

  private final String slug;
  private final int status;

  ImportProblem(String slug, int status) {
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
