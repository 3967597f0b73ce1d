package vn.sogoc.register.legacy;

import java.time.DateTimeException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.PartialDate;

/**
 * A date as an old book has it: the printed text, kept letter by letter, and what can be known from
 * it. Nothing is made up: "00/00/1985" is a year, "31/02/1979" (on real papers) is a year too, and
 * a text that is no date says nothing.
 *
 * @param printed as printed, possibly empty
 * @param date as far as it is known, null where it is not
 */
public record PrintedDate(String printed, @Nullable PartialDate date) {
  /** No book of a school is older. */
  static final int FIRST_YEAR = 1900;

  private static final Pattern NUMBERS =
      Pattern.compile(
          "([0-9]{1,2}|--|[?]{1,2}|…)\\s*([/.\\- ])\\s*([0-9]{1,2}|--|[?]{1,2}|…)\\s*\\2\\s*([0-9]{4}|[0-9]{2})");
  private static final Pattern MONTH = Pattern.compile("([0-9]{1,2}|--|[?]{1,2})[/.-]([0-9]{4})");
  private static final Pattern ISO = Pattern.compile("([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?");
  private static final Pattern YEAR = Pattern.compile("(?:sinh )?(?:năm )?([0-9]{4})");
  private static final Pattern WORDS =
      Pattern.compile("(?:ngày ([0-9]{1,2}) )?tháng ([0-9]{1,2}) năm ([0-9]{4})");

  /**
   * Reads a printed date.
   *
   * @param printed one line, in NFC
   * @param latest the last year it can be; a year of two digits is the latest one up to it
   */
  public static PrintedDate read(String printed, int latest) {
    String text = printed.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    return new PrintedDate(printed, known(text, latest).orElse(null));
  }

  /** How much is known; empty where nothing is. */
  public Optional<PartialDate> known() {
    return Optional.ofNullable(date);
  }

  private static Optional<PartialDate> known(String text, int latest) {
    Matcher m = NUMBERS.matcher(text);
    if (m.matches()) {
      return date(year(m.group(4), latest), m.group(3), m.group(1), latest);
    }
    m = WORDS.matcher(text);
    if (m.matches()) {
      return date(year(m.group(3), latest), m.group(2), m.group(1), latest);
    }
    m = ISO.matcher(text);
    if (m.matches()) {
      return date(year(m.group(1), latest), m.group(2), m.group(3), latest);
    }
    m = MONTH.matcher(text);
    if (m.matches()) {
      return date(year(m.group(2), latest), m.group(1), null, latest);
    }
    m = YEAR.matcher(text);
    return m.matches() ? date(year(m.group(1), latest), null, null, latest) : Optional.empty();
  }

  private static int year(String digits, int latest) {
    int year = Integer.parseInt(digits);
    if (digits.length() == 4) {
      return year;
    }
    int century = latest / 100 * 100;
    return century + year <= latest ? century + year : century - 100 + year;
  }

  private static Optional<PartialDate> date(
      int year, @Nullable String month, @Nullable String day, int latest) {
    if (year < FIRST_YEAR || year > latest) {
      return Optional.empty();
    }
    Integer m = part(month, 12);
    Integer d = m == null ? null : part(day, 31);
    try {
      return Optional.of(new PartialDate(year, m, d));
    } catch (DateTimeException e) {
      return Optional.of(new PartialDate(year, null, null)); // 31/02: the year alone is believed
    }
  }

  /** 00, -- and ?? are how books say that it is not known; so is a month of 13. */
  private static @Nullable Integer part(@Nullable String digits, int most) {
    if (digits == null || !digits.matches("[0-9]{1,2}")) {
      return null;
    }
    int number = Integer.parseInt(digits);
    return number < 1 || number > most ? null : Integer.valueOf(number);
  }
}
