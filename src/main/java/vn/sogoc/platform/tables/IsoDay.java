package vn.sogoc.platform.tables;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates that a workbook holds as ISO 8601 text (cells of the type {@code d}). */
final class IsoDay {
  private static final Pattern DAY =
      Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T00:00(?::00(?:\\.0+)?)?Z?)?");

  private IsoDay() {}

  /** As a person writes a day; whatever else it is stays as it is. */
  static String shown(String stored) {
    Matcher day = DAY.matcher(stored.strip());
    return day.matches() ? day.group(3) + "/" + day.group(2) + "/" + day.group(1) : stored;
  }
}
