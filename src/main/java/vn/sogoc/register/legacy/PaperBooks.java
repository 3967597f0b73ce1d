package vn.sogoc.register.legacy;

import java.time.LocalDate;
import java.util.Optional;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.PartialDate;

/**
 * Until when a paper book was the register: the day before the newest legal regime of the catalogue
 * (TT 10/2026 from 15/04/2026, under which the data are the register). What was issued later has
 * its own way, with its quota, mandate and list, and never comes from a book.
 */
public final class PaperBooks {
  private PaperBooks() {}

  /** The last day. */
  public static LocalDate lastDay(Catalogue catalogue) {
    return catalogue.regimes().getFirst().validFrom().minusDays(1);
  }

  /** Whether a row can stand in a paper book, by what is known of its dates. */
  public static boolean holds(KeyedRow row, LocalDate lastDay) {
    Integer graduated = row.graduationYear();
    boolean isIssued =
        row.issued().known().map(issued -> !issued.earliest().isAfter(lastDay)).orElse(true);
    return isIssued && (graduated == null || graduated <= lastDay.getYear());
  }

  /** A day on which the row's diploma was issued, as far as the book tells one. */
  public static Optional<LocalDate> day(KeyedRow row) {
    Integer graduated = row.graduationYear();
    return row.issued()
        .known()
        .map(PartialDate::latest)
        .or(() -> Optional.ofNullable(graduated).map(year -> LocalDate.of(year, 12, 31)));
  }
}
