package vn.sogoc.register.legacy;

import vn.sogoc.kernel.ProblemType;

/** Refusals about old register books. */
public enum LegacyProblem implements ProblemType {
  /** No such book in your institution. */
  BOOK_UNKNOWN("legacy-book-unknown", 404),
  /** No such page in your institution. */
  PAGE_UNKNOWN("legacy-page-unknown", 404),
  /** The declaration of a book does not stand. */
  BOOK_REFUSED("legacy-book-refused", 422),
  /** The picture of a page is none, too large or damaged. */
  IMAGE_REFUSED("legacy-image-refused", 422),
  /** A keyed row, a decision or a reason has not its form. */
  ROW_REFUSED("legacy-row-refused", 422),
  /** The same person cannot key a page twice. */
  KEYED_BY_YOU("legacy-keyed-by-you", 403),
  /** Two other persons key this page. */
  PAGE_TAKEN("legacy-page-taken", 409),
  /** The page or the book is not in a state for this. */
  STATE("legacy-state", 409),
  /** Who keyed a row cannot decide about it alone. */
  DECIDES_OWN("legacy-decides-own", 403),
  /** The institution does not keep the register of that issuer. */
  NOT_KEEPER("legacy-not-keeper", 403),
  /** As many as can be on one day or in one book are. */
  TOO_MANY("legacy-too-many", 409),
  /** A stored row was changed after it was written. */
  ALTERED("legacy-altered", 503);

  private final String slug;
  private final int status;

  LegacyProblem(String slug, int status) {
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
