package vn.sogoc.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import vn.sogoc.platform.Lang;

/**
 * How values are written in one language. Times are those of Việt Nam, where the law counts days.
 */
public final class Shown {
  static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

  private final Lang lang;

  Shown(Lang lang) {
    this.lang = lang;
  }

  /** A moment to the second: {@code 10:12:08, 24/11/2026}. */
  public String time(Instant instant) {
    return pattern(lang == Lang.VI ? "HH:mm:ss, dd/MM/uuuu" : "HH:mm:ss '(UTC+7)', d MMMM uuuu")
        .format(instant.atZone(ZONE));
  }

  /** The day of a moment in Việt Nam. */
  public String day(Instant instant) {
    return date(LocalDate.ofInstant(instant, ZONE));
  }

  /** A day: {@code 24/11/2026} or {@code 24 November 2026}. */
  public String date(LocalDate date) {
    return pattern(lang == Lang.VI ? "dd/MM/uuuu" : "d MMMM uuuu").format(date);
  }

  /** A date in ISO form that may lack its day, or its month: {@code 2001-05} is {@code 05/2001}. */
  public String partialDate(String iso) {
    return switch (iso.length()) {
      case 4 -> Year.parse(iso).toString();
      case 7 -> pattern(lang == Lang.VI ? "MM/uuuu" : "MMMM uuuu").format(YearMonth.parse(iso));
      default -> date(LocalDate.parse(iso));
    };
  }

  /** What was found: a character that is named by its number is shown where it can be seen. */
  static String found(String found) {
    if (!found.matches("U\\+[0-9A-F]{4,6}")) {
      return found;
    }
    int character = Integer.parseInt(found.substring(2), 16);
    boolean isVisible =
        Character.isLetterOrDigit(character) || (character > ' ' && character < 0x7f);
    return isVisible ? Character.toString(character) : found;
  }

  /** A mark as it stands on the paper: {@code 9,5} in Vietnamese. */
  public String decimal(String plain) {
    return lang == Lang.VI ? plain.replace('.', ',') : plain;
  }

  /** A count with its thousands apart: {@code 1.212} or {@code 1,212}. */
  public String count(Number number) {
    return String.format(
        lang == Lang.VI ? Locale.forLanguageTag("vi-VN") : Locale.ENGLISH,
        "%,d",
        number.longValue());
  }

  /** A part of a whole in percent with one decimal: {@code 12,5 %} or {@code 12.5%}. */
  public String percent(long part, long whole) {
    double percent = whole == 0 ? 0 : 100.0 * part / whole;
    return lang == Lang.VI
        ? String.format(Locale.forLanguageTag("vi-VN"), "%.1f\u00a0%%", percent)
        : String.format(Locale.ENGLISH, "%.1f%%", percent);
  }

  private DateTimeFormatter pattern(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, lang.locale());
  }
}
