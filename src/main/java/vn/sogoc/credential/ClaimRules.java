package vn.sogoc.credential;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Refusal.Fault;

/**
 * What kind and regime ask of the claims of one credential. Each rule reads the catalogue's data.
 */
final class ClaimRules {
  private static final int NUMBER_LENGTH = 50;
  private static final int TEXT_LENGTH = 150;
  private static final int SCHOOL_LENGTH = 250;
  private static final int FIRST_YEAR = 1945;
  private static final int YOUNGEST = 5;
  private static final int MOST_SCORES = 8;

  private final Claims claims;
  private final List<Fault> faults = new ArrayList<>();

  private ClaimRules(Claims claims) {
    this.claims = claims;
  }

  /** Every fault of the claims; none where they stand. */
  static List<Fault> faults(Claims claims) {
    ClaimRules rules = new ClaimRules(claims);
    rules.checkFrame();
    rules.checkPresence();
    rules.checkVocabularies();
    rules.checkDays();
    rules.checkTexts();
    return List.copyOf(rules.faults);
  }

  private void checkFrame() {
    if (claims.institution() < 1) {
      add("institution_number", "institution", "1 or more", "");
    }
    if (!claims.kind().covers(claims.issueDate())) {
      add("kind_not_issued", "issueDate", "a day on which the kind is issued", iso());
    }
    if (!claims.regime().covers(claims.kind().code(), claims.issueDate())) {
      add("regime_not_in_force", "regime", "the regime of kind and issue date", iso());
    }
    if (!claims.place().covers(claims.issueDate())) {
      add("place_not_in_force", "place", "a province of the issue date", iso());
    }
  }

  private void checkPresence() {
    Set<Field> present = present();
    for (Field field : Field.values()) {
      boolean there = present.contains(field);
      if (!there && claims.kind().requires(field) && isExpected(field)) {
        add("field_missing", field.key(), "a value", "");
      } else if (there && !(claims.kind().allows(field) && isExpected(field))) {
        add("field_forbidden", field.key(), "nothing for this kind and regime", "a value");
      }
    }
  }

  /** A ranking or mode is expected only where the regime has words for it. */
  private boolean isExpected(Field field) {
    return switch (field) {
      case RANKING -> !claims.kind().rankings(claims.regime()).isEmpty();
      case MODE -> !claims.kind().modes(claims.regime()).isEmpty();
      case SEX,
          PROGRAMME,
          SPECIALISATION,
          GRADUATION_YEAR,
          EXPIRES,
          LANGUAGE,
          LEVEL,
          SCORES,
          EXAM_DATE,
          SCHOOL,
          EXAM_BOARD,
          EXAM_SESSION ->
          true;
    };
  }

  private Set<Field> present() {
    Set<Field> present = EnumSet.noneOf(Field.class);
    note(present, Field.SEX, claims.sex());
    note(present, Field.PROGRAMME, claims.programme());
    note(present, Field.SPECIALISATION, claims.specialisation());
    note(present, Field.RANKING, claims.ranking());
    note(present, Field.GRADUATION_YEAR, claims.graduationYear());
    note(present, Field.MODE, claims.mode());
    note(present, Field.EXPIRES, claims.expires());
    note(present, Field.LANGUAGE, claims.language());
    note(present, Field.LEVEL, claims.level());
    note(present, Field.SCORES, claims.scores().isEmpty() ? null : claims.scores());
    note(present, Field.EXAM_DATE, claims.examDate());
    note(present, Field.SCHOOL, claims.school());
    note(present, Field.EXAM_BOARD, claims.examBoard());
    note(present, Field.EXAM_SESSION, claims.examSession());
    return present;
  }

  private static void note(Set<Field> present, Field field, @Nullable Object value) {
    if (value != null) {
      present.add(field);
    }
  }

  private void checkVocabularies() {
    inVocabulary(Field.RANKING, claims.ranking(), claims.kind().rankings(claims.regime()));
    inVocabulary(Field.MODE, claims.mode(), claims.kind().modes(claims.regime()));
    inVocabulary(Field.LEVEL, claims.level(), claims.kind().levels());
    Set<Integer> seen = new HashSet<>();
    for (Score score : claims.scores()) {
      inVocabulary(Field.SCORES, score.skill(), claims.kind().skills());
      if (!seen.add(score.skill().number())) {
        add("score_twice", Field.SCORES.key(), "each skill once", score.skill().code());
      }
    }
    if (claims.scores().size() > MOST_SCORES) {
      add("score_count", Field.SCORES.key(), "at most 8 lines", "");
    }
    Programme programme = claims.programme();
    if (programme != null && programme.code() != null) {
      String levels = claims.kind().programmeLevels();
      if (!levels.isEmpty() && levels.indexOf(programme.code().charAt(0)) < 0) {
        add(
            "programme_level",
            Field.PROGRAMME.key(),
            "a code whose first digit is one of " + levels,
            programme.code());
      }
    }
    coded(Field.SEX.key(), claims.sex());
    coded(Field.LANGUAGE.key(), claims.language());
    coded("signsAs", claims.signsAs());
  }

  private void coded(String field, @Nullable Term value) {
    if (value != null && value.isWritten()) {
      add("code_unknown", field, "a row of the catalogue", value.vi());
    }
  }

  private void inVocabulary(Field field, @Nullable Term value, List<Term> vocabulary) {
    if (value != null && claims.kind().allows(field) && !vocabulary.contains(value)) {
      add("code_unknown", field.key(), words(vocabulary), value.vi());
    }
  }

  private void checkDays() {
    LocalDate issue = claims.issueDate();
    notAfter("decisionDate", claims.decisionDate(), issue);
    notAfter(Field.EXAM_DATE.key(), claims.examDate(), issue);
    if (claims.birthDate().earliest().plusYears(YOUNGEST).isAfter(issue)) {
      add("birth_too_late", "birthDate", "at least 5 years before the issue date", "");
    }
    Integer year = claims.graduationYear();
    if (year != null
        && (year < FIRST_YEAR
            || year > issue.getYear()
            || year < claims.birthDate().year() + YOUNGEST)) {
      add(
          "graduation_year",
          Field.GRADUATION_YEAR.key(),
          "a year after the birth and not after the issue date",
          year.toString());
    }
    LocalDate expires = claims.expires();
    if (expires != null) {
      LocalDate start = claims.examDate() == null ? issue : claims.examDate();
      int most = claims.kind().validity().mostMonths();
      if (!expires.isAfter(issue) || (most > 0 && expires.isAfter(start.plusMonths(most)))) {
        add(
            "expiry_day",
            Field.EXPIRES.key(),
            "after the issue date and within the time the kind holds",
            expires.toString());
      }
    }
  }

  private void notAfter(String field, @Nullable LocalDate day, LocalDate issue) {
    if (day != null && (day.isAfter(issue) || day.isBefore(claims.birthDate().earliest()))) {
      add("day_order", field, "a day of the holder's life, not after the issue date", iso(day));
    }
  }

  private void checkTexts() {
    text("decisionNumber", claims.decisionNumber(), NUMBER_LENGTH);
    text("signerName", claims.signerName(), TEXT_LENGTH);
    label("signerTitle", claims.signerTitle().label());
    Programme programme = claims.programme();
    label(Field.PROGRAMME.key(), programme == null ? null : programme.label());
    label(Field.SPECIALISATION.key(), claims.specialisation());
    text(Field.SCHOOL.key(), claims.school(), SCHOOL_LENGTH);
    text(Field.EXAM_BOARD.key(), claims.examBoard(), SCHOOL_LENGTH);
    text(Field.EXAM_SESSION.key(), claims.examSession(), NUMBER_LENGTH);
  }

  private void label(String field, @Nullable BilingualText label) {
    if (label != null) {
      text(field, label.vi(), TEXT_LENGTH);
      text(field, label.isBilingual() ? label.en() : null, TEXT_LENGTH);
    }
  }

  private void text(String field, @Nullable String text, int longest) {
    if (text != null && !TextRule.isPlain(text, longest)) {
      add(
          "text_form",
          field,
          "one line of at most " + longest + " characters, Latin letters and common signs",
          text);
    }
  }

  private static String words(List<Term> vocabulary) {
    return String.join(", ", vocabulary.stream().map(Term::vi).toList());
  }

  private String iso() {
    return iso(claims.issueDate());
  }

  private static String iso(LocalDate day) {
    return day.toString();
  }

  private void add(String code, String column, String expected, String found) {
    faults.add(new Fault(code, 0, column, expected, found));
  }
}
