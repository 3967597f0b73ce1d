package vn.sogoc.credential;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.kernel.Refusal.Fault;

/**
 * A personal identification number (số định danh cá nhân): three digits for the place where the
 * birth was registered, one for century and sex, two for the year of birth, six at random. There is
 * no check digit, and the number may have been given anew since, so what it says of its owner is
 * compared as a warning only. It is never part of a record.
 *
 * @param digits exactly 12 digits
 */
public record PersonalNumber(String digits) {
  private static final Pattern FORM = Pattern.compile("[0-9]{12}");
  private static final int ABROAD = 100;
  private static final int FIRST_CENTURY = 1900;
  private static final int MALE = 1;
  private static final int FEMALE = 2;

  /** What does not fit, without being an error. */
  public enum Warning {
    /** The first three digits are the code of no province. */
    PLACE_UNKNOWN("personal_number_place"),
    /** The number's sex is not the given one. */
    SEX_DIFFERS("personal_number_sex"),
    /** The number's year of birth is not the given one. */
    YEAR_DIFFERS("personal_number_year");

    private final String code;

    Warning(String code) {
      this.code = code;
    }

    /** The stable code used in import reports. */
    public String code() {
      return code;
    }
  }

  public PersonalNumber {
    if (!FORM.matcher(digits).matches()) {
      throw refused("personal_number_form", "12 digits");
    }
  }

  /**
   * Reads a typed number; spaces at its ends are dropped.
   *
   * @param today the day after which nobody can have been born
   * @throws Refusal where it has not 12 digits, or says a year of birth after today; the fault
   *     never shows the digits
   */
  public static PersonalNumber parse(String typed, LocalDate today) {
    PersonalNumber number = new PersonalNumber(typed.strip());
    if (number.birthYear() > today.getYear()) {
      throw refused("personal_number_future", "a year of birth that has begun");
    }
    return number;
  }

  /** Year of birth as the number says it, 1900 to 2399. */
  public int birthYear() {
    return FIRST_CENTURY + 100 * (digit(3) / 2) + 10 * digit(4) + digit(5);
  }

  /** Row number of the table of sexes as the number says it: 1 male, 2 female. */
  public int sexNumber() {
    return digit(3) % 2 == 0 ? MALE : FEMALE;
  }

  /** What does not fit to the place codes of any time and to what else is known of the person. */
  public Set<Warning> warnings(
      Catalogue catalogue, @Nullable PartialDate birthDate, @Nullable Term sex) {
    Set<Warning> warnings = EnumSet.noneOf(Warning.class);
    int place = 100 * digit(0) + 10 * digit(1) + digit(2);
    boolean known =
        place >= ABROAD || catalogue.provinces().stream().anyMatch(p -> p.code() == place);
    if (!known) {
      warnings.add(Warning.PLACE_UNKNOWN);
    }
    if (sex != null && sex.number() != sexNumber()) {
      warnings.add(Warning.SEX_DIFFERS);
    }
    if (birthDate != null && birthDate.year() != birthYear()) {
      warnings.add(Warning.YEAR_DIFFERS);
    }
    return warnings;
  }

  /** Never the digits, so that no number reaches a log by accident. */
  @Override
  public String toString() {
    return "PersonalNumber[12]";
  }

  private int digit(int index) {
    return digits.charAt(index) - '0';
  }

  private static Refusal refused(String code, String expected) {
    return new Refusal(
        CredentialProblem.PERSONAL_NUMBER_REFUSED,
        "this cannot be a personal identification number",
        List.of(new Fault(code, 0, "personalNumber", expected, "")));
  }
}
