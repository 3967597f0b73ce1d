package vn.sogoc.verification;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.PartialDate;
import vn.sogoc.credential.PersonName;
import vn.sogoc.kernel.Refusal;

/**
 * A question as JSON: {@code {qr}} with or without the typed name and date of birth, or {@code
 * {serialNumber, fullName, dateOfBirth?}}.
 *
 * @param qr text of the QR code
 * @param serialNumber số hiệu
 * @param fullName holder's name, accents optional
 * @param dateOfBirth {@code YYYY-MM-DD}, {@code YYYY-MM} or {@code YYYY}
 */
public record VerificationRequest(
    @Nullable String qr,
    @Nullable String serialNumber,
    @Nullable String fullName,
    @Nullable String dateOfBirth) {
  private static final int LONGEST_NUMBER = 60;

  /**
   * The question that these fields ask.
   *
   * @throws Refusal where they ask none, more than one, or nothing that could be looked for
   */
  public Question toQuestion() {
    Optional<PartialDate> birth = Optional.ofNullable(dateOfBirth).map(PartialDate::parse);
    Optional<PersonName> name = Optional.ofNullable(fullName).map(PersonName::parse);
    String code = qr;
    String number = serialNumber;
    if (code != null && number == null) {
      return new Question.ByCode(code, new Claimed(name, birth));
    }
    if (code == null && number != null && name.isPresent()) {
      if (number.isBlank() || number.length() > LONGEST_NUMBER || number.indexOf(0) >= 0) {
        throw new Refusal(
            VerificationProblem.QUESTION_UNCLEAR,
            "A serial number has 1 to " + LONGEST_NUMBER + " characters.");
      }
      return new Question.ByNumber(number, name.get(), birth);
    }
    throw new Refusal(
        VerificationProblem.QUESTION_UNCLEAR,
        "Send either qr, or serialNumber with fullName, or a file.");
  }
}
