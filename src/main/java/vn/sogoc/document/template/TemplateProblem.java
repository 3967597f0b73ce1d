package vn.sogoc.document.template;

import vn.sogoc.kernel.ProblemType;

/** Refusals about an institution's own pages. */
public enum TemplateProblem implements ProblemType {
  /** No template has this identifier, or it is not the caller's to see. */
  UNKNOWN("template-unknown", 404),
  /** The page of this kind is the same in the whole country. */
  NATIONAL("template-national", 422),
  /** Something that must stand on the page does not, or stands off the paper. */
  REFUSED("template-refused", 422),
  /** It began on its first day, or ended, or is over. */
  DAYS("template-days", 422),
  /** As many templates or pictures as are kept. */
  TOO_MANY("templates-too-many", 409),
  /** A batch of the kind is just being signed. */
  SIGNING("template-signing", 409),
  /** A picture that a template names, or that is young. */
  PICTURE_USED("template-picture-used", 409),
  /** No printer has this identifier, or it is not the caller's to use. */
  PRINTER_UNKNOWN("printer-unknown", 404),
  /** As many printers as are kept. */
  PRINTERS_TOO_MANY("printers-too-many", 409),
  /** The document has no page of its institution, so nothing says where a blank has what. */
  NO_TEMPLATE("overprint-without-template", 409);

  private final String slug;
  private final int status;

  TemplateProblem(String slug, int status) {
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
