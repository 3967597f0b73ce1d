package vn.sogoc.credential;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects the claims of one credential by name; {@link #build()} checks them all. */
public final class ClaimsBuilder {
  private final int catalogueVersion;
  private final int institution;
  private final Kind kind;
  private final Regime regime;
  private @Nullable PersonName fullName;
  private @Nullable PartialDate birthDate;
  private @Nullable Term sex;
  private @Nullable Programme programme;
  private @Nullable BilingualText specialisation;
  private @Nullable Term ranking;
  private @Nullable Integer graduationYear;
  private @Nullable Term mode;
  private @Nullable String decisionNumber;
  private @Nullable LocalDate decisionDate;
  private @Nullable LocalDate issueDate;
  private @Nullable Province place;
  private @Nullable String signerName;
  private @Nullable Term signerTitle;
  private @Nullable Term signsAs;
  private @Nullable LocalDate expires;
  private @Nullable Term language;
  private @Nullable Term level;
  private final List<Score> scores = new ArrayList<>();
  private @Nullable LocalDate examDate;
  private @Nullable String school;
  private @Nullable String examBoard;
  private @Nullable String examSession;

  ClaimsBuilder(int catalogueVersion, int institution, Kind kind, Regime regime) {
    this.catalogueVersion = catalogueVersion;
    this.institution = institution;
    this.kind = kind;
    this.regime = regime;
  }

  /** Who it is about; both are required. */
  public ClaimsBuilder holder(PersonName name, PartialDate birth) {
    this.fullName = name;
    this.birthDate = birth;
    return this;
  }

  /** Row of the table of sexes. */
  public ClaimsBuilder sex(@Nullable Term row) {
    this.sex = row;
    return this;
  }

  /** What was studied. */
  public ClaimsBuilder programme(@Nullable Programme studied) {
    this.programme = studied;
    return this;
  }

  /** Within the programme. */
  public ClaimsBuilder specialisation(@Nullable BilingualText text) {
    this.specialisation = text;
    return this;
  }

  /** Row of the kind's rankings. */
  public ClaimsBuilder ranking(@Nullable Term row) {
    this.ranking = row;
    return this;
  }

  /** Year of graduation. */
  public ClaimsBuilder graduationYear(@Nullable Integer year) {
    this.graduationYear = year;
    return this;
  }

  /** Row of the kind's modes of study. */
  public ClaimsBuilder mode(@Nullable Term row) {
    this.mode = row;
    return this;
  }

  /** The decision to recognise graduation; required. */
  public ClaimsBuilder decision(String number, LocalDate date) {
    this.decisionNumber = number;
    this.decisionDate = date;
    return this;
  }

  /** Where and when, as on the face; required. */
  public ClaimsBuilder issued(Province where, LocalDate date) {
    this.place = where;
    this.issueDate = date;
    return this;
  }

  /** Who signs, with which title, and on whose behalf where it is not his own; required. */
  public ClaimsBuilder signer(String name, Term title, @Nullable Term onBehalf) {
    this.signerName = name;
    this.signerTitle = title;
    this.signsAs = onBehalf;
    return this;
  }

  /** Last day it holds. */
  public ClaimsBuilder expires(@Nullable LocalDate date) {
    this.expires = date;
    return this;
  }

  /** Row of the table of languages. */
  public ClaimsBuilder language(@Nullable Term row) {
    this.language = row;
    return this;
  }

  /** Row of the kind's levels. */
  public ClaimsBuilder level(@Nullable Term row) {
    this.level = row;
    return this;
  }

  /** One more line of the score table. */
  public ClaimsBuilder score(Score line) {
    this.scores.add(line);
    return this;
  }

  /** Day of the examination. */
  public ClaimsBuilder examDate(@Nullable LocalDate date) {
    this.examDate = date;
    return this;
  }

  /** School as printed. */
  public ClaimsBuilder school(@Nullable String text) {
    this.school = text;
    return this;
  }

  /** Examination board and session as printed. */
  public ClaimsBuilder examination(@Nullable String board, @Nullable String session) {
    this.examBoard = board;
    this.examSession = session;
    return this;
  }

  /**
   * The claims.
   *
   * @throws NullPointerException where a part that every credential has was never given
   * @throws vn.sogoc.kernel.Refusal with every fault, where kind and regime do not allow them
   */
  public Claims build() {
    return new Claims(
        catalogueVersion,
        institution,
        kind,
        regime,
        Objects.requireNonNull(fullName, "fullName"),
        Objects.requireNonNull(birthDate, "birthDate"),
        sex,
        programme,
        specialisation,
        ranking,
        graduationYear,
        mode,
        Objects.requireNonNull(decisionNumber, "decisionNumber"),
        Objects.requireNonNull(decisionDate, "decisionDate"),
        Objects.requireNonNull(issueDate, "issueDate"),
        Objects.requireNonNull(place, "place"),
        Objects.requireNonNull(signerName, "signerName"),
        Objects.requireNonNull(signerTitle, "signerTitle"),
        signsAs,
        expires,
        language,
        level,
        scores,
        examDate,
        school,
        examBoard,
        examSession);
  }
}
