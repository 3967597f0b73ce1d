package vn.sogoc.issuance.intake;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.sogoc.credential.PartialDate;
import vn.sogoc.kernel.Refusal;

/**
 * How the dates of a column are written. Beside the usual one each is an explicit choice of a
 * person for a column: 04/05/2003 is two days, and no program can know which.
 */
public enum DateOrder {
  /** What people type into class lists: day first, or ISO; partly known dates too. */
  USUAL(""),
  DAY_MONTH_YEAR("dmy"),
  MONTH_DAY_YEAR("mdy"),
  YEAR_MONTH_DAY("ymd");

  /** Three numbers, and the midnight that exports of databases add. */
  private static final Pattern PARTS =
      Pattern.compile(
          "([0-9]{1,4})([ ./-])([0-9]{1,2})\\2([0-9]{1,4})(?:[ T]00:00(?::00(?:\\.0{1,6})?)?)?");

  private static final int YEAR_DIGITS = 4;

  private final String order;

  DateOrder(String order) {
    this.order = order;
  }

  /** The word in the API. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one with this word. */
  public static Optional<DateOrder> ofCode(String code) {
    for (DateOrder order : values()) {
      if (order.code().equals(code)) {
        return Optional.of(order);
      }
    }
    return Optional.empty();
  }

  /**
   * Reads a date.
   *
   * @throws Refusal where the text is anything else or no real date
   */
  PartialDate read(String typed) {
    Matcher parts = PARTS.matcher(typed);
    if (this == USUAL || !parts.matches()) {
      return PartialDate.parseTyped(typed); // a year alone reads the same in any order
    }
    String[] found = {parts.group(1), parts.group(3), parts.group(4)};
    if (found[0].length() == YEAR_DIGITS && this != YEAR_MONTH_DAY) {
      return PartialDate.parseTyped(typed); // ISO is no question of order
    }
    String year = found[order.indexOf('y')];
    String month = found[order.indexOf('m')];
    String day = found[order.indexOf('d')];
    // A year of two digits is no year: nobody chose its century.
    if (year.length() == YEAR_DIGITS && month.length() <= 2 && day.length() <= 2) {
      try {
        LocalDate date =
            LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
        return PartialDate.of(date);
      } catch (DateTimeException e) {
        // no real date; refused in the words of the usual form
      }
    }
    return PartialDate.parseTyped("");
  }
}
