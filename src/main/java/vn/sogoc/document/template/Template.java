package vn.sogoc.document.template;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.document.Design;
import vn.sogoc.kernel.PublicId;

/**
 * An institution's own page, as two persons agreed to it.
 *
 * @param id that of its proposal
 * @param kind code of the kind
 * @param from first day of issue
 * @param until last day of issue; null while it lasts
 * @param agreedAt what was signed before has another page
 * @param endedAt what was signed after has another page; null while it lasts
 */
public record Template(
    UUID id,
    int institution,
    String kind,
    LocalDate from,
    @Nullable LocalDate until,
    Instant agreedAt,
    @Nullable Instant endedAt,
    Design design) {
  static final String ID_KIND = "tpl";

  /** {@code tpl_...}. */
  public PublicId publicId() {
    return PublicId.of(ID_KIND, id);
  }

  /**
   * Whether a record of that day of issue, signed at that moment, has this page. Records tell the
   * moment in whole seconds: one of the very second of the agreement counts as before it.
   */
  boolean covers(LocalDate issueDate, Instant issuedAt) {
    return covers(from, until, agreedAt, issueDate, issuedAt)
        && (endedAt == null || issuedAt.isBefore(endedAt));
  }

  /** The same of a template that did not end. */
  static boolean covers(
      LocalDate from,
      @Nullable LocalDate until,
      Instant agreedAt,
      LocalDate issueDate,
      Instant issuedAt) {
    return !issueDate.isBefore(from)
        && (until == null || !issueDate.isAfter(until))
        && !issuedAt.isBefore(agreedAt);
  }
}
