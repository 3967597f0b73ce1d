package vn.sogoc.issuance.imports;

import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.http.HttpProblem;

/** The public identifiers of imports. */
final class ImportIds {
  static final String IMPORT = "imp";

  private ImportIds() {}

  /** The import that a path names; a text that is no identifier names none. */
  static PublicId of(String text) {
    return PublicId.parse(IMPORT, text)
        .orElseThrow(() -> new Refusal(ImportProblem.NOT_FOUND, "no such import"));
  }

  /** The import after which a page begins. */
  static PublicId cursor(String text) {
    return PublicId.parse(IMPORT, text)
        .orElseThrow(
            () -> new Refusal(HttpProblem.CURSOR_INVALID, "no import has this identifier"));
  }
}
