package vn.sogoc.institution;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The right to issue one kind of credential in an interval of issue dates.
 *
 * @param kind code of the kind
 * @param from first issue date
 * @param until last issue date, or null while it lasts
 * @param basis the decision or clause it rests on
 */
public record Accreditation(String kind, LocalDate from, @Nullable LocalDate until, String basis) {
  /** Whether the kind may be issued with this issue date. */
  public boolean covers(String askedKind, LocalDate issueDate) {
    return kind.equals(askedKind)
        && !issueDate.isBefore(from)
        && (until == null || !issueDate.isAfter(until));
  }
}
