package vn.sogoc.person;

import java.util.Locale;
import java.util.regex.Pattern;
import vn.sogoc.kernel.Refusal;

/**
 * A document other than the personal number: a passport, or the nine-digit card of before 2016.
 *
 * @param country two capital letters of ISO 3166-1
 * @param number 4 to 20 of A-Z and 0-9, spaces and dashes dropped
 */
public record Identity(Kind kind, String country, String number) {
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
  private static final Pattern NUMBER = Pattern.compile("[A-Z0-9]{4,20}");

  /** What kind of document. */
  public enum Kind {
    PASSPORT,
    OLD_ID_CARD,
    FOREIGN_ID_CARD;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Identity {
    number = number.replaceAll("[ -]", "").toUpperCase(Locale.ROOT);
    if (!COUNTRY.matcher(country).matches() || !NUMBER.matcher(number).matches()) {
      throw new Refusal(
          PersonProblem.IDENTITY_REFUSED,
          "a document has a country of two capital letters and a number of 4 to 20 characters");
    }
    if (kind == Kind.OLD_ID_CARD && !number.matches("\\d{9}")) {
      throw new Refusal(PersonProblem.IDENTITY_REFUSED, "an old identity card has nine digits");
    }
  }

  /** Never the number. */
  @Override
  public String toString() {
    return "Identity[" + kind + "]";
  }
}
