package vn.sogoc.web;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;
import vn.sogoc.issuance.blanks.BlankMinutes;
import vn.sogoc.issuance.blanks.Blanks;

/** The forms about blanks, as they arrive; which fields are filled hangs on the form. */
public class BlankForm {
  @RestForm @Nullable String kind;
  @RestForm @Nullable String prefix;
  @RestForm @Nullable String digits;
  @RestForm @Nullable String first;
  @RestForm @Nullable String last;
  @RestForm @Nullable String document;
  @RestForm @Nullable String date;
  @RestForm @Nullable String series;
  @RestForm @Nullable String type;
  @RestForm @Nullable String numbers;
  @RestForm @Nullable String reason;
  @RestForm @Nullable String council;
  @RestForm @Nullable String police;
  @RestForm @Nullable String quantity;

  Blanks.Receipt receipt() {
    Long length = number(digits);
    return new Blanks.Receipt(
        kind,
        prefix,
        length == null ? null : (int) Math.min(length, Integer.MAX_VALUE),
        number(first),
        number(last),
        document,
        day(date));
  }

  BlankMinutes.Asked minutes() {
    return new BlankMinutes.Asked(type, numbers, document, day(date), reason, council, police);
  }

  BlanksScreen.Typed typed(String form) {
    return new BlanksScreen.Typed(
        form,
        text(prefix),
        text(digits),
        text(first),
        text(last),
        text(document),
        text(numbers),
        text(reason),
        text(council),
        text(police),
        text(quantity),
        date);
  }

  private static String text(@Nullable String typed) {
    return typed == null ? "" : typed;
  }

  static @Nullable Long number(@Nullable String typed) {
    String digits = typed == null ? "" : typed.strip();
    return digits.matches("[0-9]{1,15}") ? Long.valueOf(digits) : null;
  }

  static @Nullable LocalDate day(@Nullable String typed) {
    try {
      return typed == null || typed.isBlank() ? null : LocalDate.parse(typed.strip());
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
