package vn.sogoc.credential;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Refusal;

/**
 * A date known to the day, to the month or to the year only, between 1800 and 2199. Nothing is made
 * up: "1985" is not the first of January.
 *
 * @param year 1800 to 2199
 * @param month 1 to 12, null where unknown
 * @param day day of that month, null where unknown; never without a month
 */
public record PartialDate(int year, @Nullable Integer month, @Nullable Integer day)
    implements Comparable<PartialDate> {
  private static final Pattern ISO = Pattern.compile("([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?");
  private static final Pattern TYPED =
      Pattern.compile("([0-9]{1,2})([/.-])([0-9]{1,2})\\2([0-9]{4})|([0-9]{1,2})[/.-]([0-9]{4})");
  static final int FIRST_YEAR = 1800;
  static final int LAST_YEAR = 2199;

  /** How much of the date is known. */
  public enum Precision {
    YEAR,
    MONTH,
    DAY
  }

  public PartialDate {
    if (year < FIRST_YEAR || year > LAST_YEAR) {
      throw new DateTimeException("a year is 1800 to 2199");
    }
    if (day != null && month == null) {
      throw new DateTimeException("a day needs a month");
    }
    if (month != null) {
      YearMonth yearMonth = YearMonth.of(year, month);
      if (day != null && (day < 1 || day > yearMonth.lengthOfMonth())) {
        throw new DateTimeException("no such day in that month");
      }
    }
  }

  /** A date known to the day. */
  public static PartialDate of(LocalDate date) {
    return new PartialDate(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
  }

  /**
   * Reads exactly {@code 2001-05-17}, {@code 2001-05} or {@code 2001}.
   *
   * @throws Refusal where the text is anything else or no real date
   */
  public static PartialDate parse(String iso) {
    Matcher m = ISO.matcher(iso);
    if (!m.matches()) {
      throw refused();
    }
    return real(m.group(1), m.group(2), m.group(3)).orElseThrow(PartialDate::refused);
  }

  /**
   * Reads what people type into class lists: {@code 17/05/2001}, {@code 5/2001}, {@code 2001}, with
   * {@code /}, {@code -} or {@code .} between the parts and the day first, or the ISO forms.
   *
   * @throws Refusal where the text is anything else or no real date
   */
  public static PartialDate parseTyped(String text) {
    String typed = text.strip();
    Matcher iso = ISO.matcher(typed);
    if (iso.matches()) {
      return parse(typed);
    }
    Matcher m = TYPED.matcher(typed);
    if (!m.matches()) {
      throw refused();
    }
    Optional<PartialDate> read =
        m.group(4) == null
            ? real(m.group(6), m.group(5), null)
            : real(m.group(4), m.group(3), m.group(1));
    return read.orElseThrow(PartialDate::refused);
  }

  /** How much is known. */
  public Precision precision() {
    if (month == null) {
      return Precision.YEAR;
    }
    return day == null ? Precision.MONTH : Precision.DAY;
  }

  /** The date, where it is known to the day. */
  public Optional<LocalDate> date() {
    return month == null || day == null
        ? Optional.empty()
        : Optional.of(LocalDate.of(year, month, day));
  }

  /** The first day it can be. */
  public LocalDate earliest() {
    return LocalDate.of(year, month == null ? 1 : month, day == null ? 1 : day);
  }

  /** The last day it can be. */
  public LocalDate latest() {
    YearMonth last = YearMonth.of(year, month == null ? 12 : month);
    return day == null ? last.atEndOfMonth() : last.atDay(day);
  }

  /** Whether the two can be the same day: equal in every part that both know. */
  public boolean agreesWith(PartialDate other) {
    return !earliest().isAfter(other.latest()) && !other.earliest().isAfter(latest());
  }

  /** By the earliest day, then the less precise first. */
  @Override
  public int compareTo(PartialDate other) {
    int byDay = earliest().compareTo(other.earliest());
    return byDay != 0 ? byDay : precision().compareTo(other.precision());
  }

  /** The ISO text: {@code 2001-05-17}, {@code 2001-05} or {@code 2001}. */
  @Override
  public String toString() {
    return switch (precision()) {
      case YEAR -> String.format(Locale.ROOT, "%04d", year);
      case MONTH -> String.format(Locale.ROOT, "%04d-%02d", year, month);
      case DAY -> String.format(Locale.ROOT, "%04d-%02d-%02d", year, month, day);
    };
  }

  private static Optional<PartialDate> real(
      String year, @Nullable String month, @Nullable String day) {
    try {
      return Optional.of(
          new PartialDate(
              Integer.parseInt(year),
              month == null ? null : Integer.valueOf(month),
              day == null ? null : Integer.valueOf(day)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Refusal refused() {
    return new Refusal(
        CredentialProblem.DATE_REFUSED,
        "a date is YYYY-MM-DD, YYYY-MM or YYYY and a real day of the calendar");
  }
}
