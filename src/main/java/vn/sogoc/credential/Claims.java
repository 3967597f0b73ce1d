package vn.sogoc.credential;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.kernel.Refusal.Fault;

/**
 * What a credential says about somebody: everything that is approved, that is the record without
 * its id, time of issue, serial, register number and status slot. A value that its kind and regime
 * do not allow cannot be made; the constructor refuses with every fault.
 *
 * @param catalogueVersion version of the catalogue whose codes it uses
 * @param institution number of the issuing institution
 * @param kind row of the catalogue
 * @param regime the regime of that kind on the issue date
 * @param fullName as printed
 * @param birthDate as far as it is known
 * @param sex row of the table of sexes
 * @param programme what was studied
 * @param specialisation within the programme
 * @param ranking one of the kind's rankings under the regime
 * @param graduationYear 1945 to 2199
 * @param mode one of the kind's modes under the regime
 * @param decisionNumber of the decision to recognise graduation, 1 to 50 characters
 * @param decisionDate of that decision
 * @param issueDate on the face of the credential
 * @param place province on the face, as it was on the issue date
 * @param signerName who signed, as printed with academic titles
 * @param signerTitle row of the table of titles, or written words
 * @param signsAs row of the table of signing forms (KT., TM. ...), null where he signs for himself
 * @param expires last day it holds
 * @param language row of the table of languages, of a language certificate
 * @param level one of the kind's levels
 * @param scores lines of the score table, each skill once
 * @param examDate day of the examination
 * @param school of an upper-secondary diploma, as printed
 * @param examBoard (hội đồng thi), as printed
 * @param examSession (khóa thi), as printed
 */
public record Claims(
    int catalogueVersion,
    int institution,
    Kind kind,
    Regime regime,
    PersonName fullName,
    PartialDate birthDate,
    @Nullable Term sex,
    @Nullable Programme programme,
    @Nullable BilingualText specialisation,
    @Nullable Term ranking,
    @Nullable Integer graduationYear,
    @Nullable Term mode,
    String decisionNumber,
    LocalDate decisionDate,
    LocalDate issueDate,
    Province place,
    String signerName,
    Term signerTitle,
    @Nullable Term signsAs,
    @Nullable LocalDate expires,
    @Nullable Term language,
    @Nullable Term level,
    List<Score> scores,
    @Nullable LocalDate examDate,
    @Nullable String school,
    @Nullable String examBoard,
    @Nullable String examSession) {
  /** Takes the claims, in the order of the components, and checks them against kind and regime. */
  public Claims(
      int catalogueVersion,
      int institution,
      Kind kind,
      Regime regime,
      PersonName fullName,
      PartialDate birthDate,
      @Nullable Term sex,
      @Nullable Programme programme,
      @Nullable BilingualText specialisation,
      @Nullable Term ranking,
      @Nullable Integer graduationYear,
      @Nullable Term mode,
      String decisionNumber,
      LocalDate decisionDate,
      LocalDate issueDate,
      Province place,
      String signerName,
      Term signerTitle,
      @Nullable Term signsAs,
      @Nullable LocalDate expires,
      @Nullable Term language,
      @Nullable Term level,
      List<Score> scores,
      @Nullable LocalDate examDate,
      @Nullable String school,
      @Nullable String examBoard,
      @Nullable String examSession) {
    this.catalogueVersion = catalogueVersion;
    this.institution = institution;
    this.kind = kind;
    this.regime = regime;
    this.fullName = fullName;
    this.birthDate = birthDate;
    this.sex = sex;
    this.programme = programme;
    this.specialisation = specialisation;
    this.ranking = ranking;
    this.graduationYear = graduationYear;
    this.mode = mode;
    this.decisionNumber = decisionNumber;
    this.decisionDate = decisionDate;
    this.issueDate = issueDate;
    this.place = place;
    this.signerName = signerName;
    this.signerTitle = signerTitle;
    this.signsAs = signsAs;
    this.expires = expires;
    this.language = language;
    this.level = level;
    this.scores = scores.stream().sorted(Comparator.comparingInt(s -> s.skill().number())).toList();
    this.examDate = examDate;
    this.school = school;
    this.examBoard = examBoard;
    this.examSession = examSession;
    List<Fault> faults = ClaimRules.faults(this);
    if (!faults.isEmpty()) {
      throw new Refusal(
          CredentialProblem.CLAIMS_REFUSED,
          "the claims break the rules of their kind and regime",
          faults);
    }
  }

  /** Kind and regime only, so that no personal data reaches a log by accident. */
  @Override
  public String toString() {
    return "Claims[" + kind.code() + ", " + regime.code() + "]";
  }
}
