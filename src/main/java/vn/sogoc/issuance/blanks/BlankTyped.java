package vn.sogoc.issuance.blanks;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what somebody typed about blanks. */
final class BlankTyped {
  private static final long MOST_AT_ONCE = 10_000_000;

  private BlankTyped() {}

  /**
   * Letters before the number, or nothing. Digits at the end belong to the number, and letters that
   * only look like ours are none: so a printed number is read in one way.
   */
  static String prefix(@Nullable String typed) {
    String prefix = typed == null ? "" : typed.strip();
    if (!prefix.matches("([A-ZĐ0-9./-]{0,11}[A-ZĐ./-])?")) {
      throw Blanks.refused(
          "prefix", "at most 12 capitals, digits and signs, the last of them no digit");
    }
    return prefix;
  }

  static Span span(@Nullable Long first, @Nullable Long last, int digits) {
    long most = (long) Math.pow(10, digits) - 1;
    if (first == null || first < 0 || first > most) {
      throw Blanks.refused("first", "0 to " + most);
    }
    if (last == null || last < first || last > most || last - first >= MOST_AT_ONCE) {
      throw Blanks.refused(
          "last", first + " to " + most + ", and at most " + MOST_AT_ONCE + " at once");
    }
    return new Span(first, last);
  }

  static List<Span> numbers(@Nullable String typed) {
    try {
      return Span.parse(typed == null || typed.length() > 1000 ? "" : typed);
    } catch (IllegalArgumentException e) {
      throw Blanks.refused("numbers", "ranges such as 1-5, 9; at most " + Span.MOST);
    }
  }

  static LocalDate day(@Nullable LocalDate typed, String field, LocalDate today) {
    if (typed == null || typed.isAfter(today) || typed.getYear() < 1945) {
      throw Blanks.refused(field, "a day that is not to come");
    }
    return typed;
  }

  static String line(@Nullable String typed, String field, int least, int most) {
    String text = Normalizer.normalize(typed == null ? "" : typed, Normalizer.Form.NFC).strip();
    int length = text.codePointCount(0, text.length());
    if (length < least || length > most || text.matches("(?s).*[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}].*")) {
      throw Blanks.refused(field, least + " to " + most + " characters on one line");
    }
    return text;
  }
}
