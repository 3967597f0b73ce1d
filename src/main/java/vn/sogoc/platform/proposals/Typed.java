package vn.sogoc.platform.proposals;

import java.text.Normalizer;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Reads what somebody typed into a form of an office. */
public final class Typed {
  private Typed() {}

  /** One line in NFC, without spaces around it; what is not is refused by the name of its field. */
  public static String line(@Nullable String typed, String field, int least, int most) {
    String text = Normalizer.normalize(typed == null ? "" : typed, Normalizer.Form.NFC).strip();
    int length = text.codePointCount(0, text.length());
    if (length < least || length > most || text.matches("(?s).*[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}].*")) {
      throw Proposals.refused(field, least + " to " + most + " characters on one line");
    }
    return text;
  }

  /** A day in ISO form. */
  public static LocalDate day(@Nullable String typed, String field) {
    try {
      LocalDate day = LocalDate.parse(typed == null ? "" : typed.strip());
      if (day.getYear() >= 1945 && day.getYear() <= 2199) {
        return day;
      }
    } catch (DateTimeParseException e) {
      // said below
    }
    throw Proposals.refused(field, "a day between 1945 and 2199 as YYYY-MM-DD");
  }
}
