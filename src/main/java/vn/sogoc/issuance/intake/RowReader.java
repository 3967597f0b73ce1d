package vn.sogoc.issuance.intake;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.Period;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.ClaimsBuilder;
import vn.sogoc.credential.Field;
import vn.sogoc.credential.PartialDate;
import vn.sogoc.credential.PersonName;
import vn.sogoc.credential.PersonalNumber;
import vn.sogoc.credential.Programme;
import vn.sogoc.credential.Score;
import vn.sogoc.credential.Term;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.tables.LegacyText;
import vn.sogoc.platform.tables.Row;

/** Reads one row. Used once. Every fault of the row is found, not only the first. */
final class RowReader {
  private static final Pattern SHORT_NUMBER = Pattern.compile("[0-9]{9,11}");
  private static final Pattern YEAR = Pattern.compile("[0-9]{4}");
  private static final Pattern SCORE = Pattern.compile("[0-9]{1,4}(?:[.,][0-9]{1,2})?");
  private static final String DATE_FORMS = "DD/MM/YYYY, MM/YYYY, YYYY";
  private static final int YOUNG = 14;
  private static final int YOUNG_GRADUATE = 19;
  private static final int OLD = 80;
  private static final int HIGHER_EDUCATION = 6;

  private final Catalogue catalogue;
  private final Frame frame;
  private final Columns columns;
  private final Row row;
  private final List<Finding> findings;
  private final Set<String> faulty = new HashSet<>();

  RowReader(Catalogue catalogue, Frame frame, Columns columns, Row row, List<Finding> findings) {
    this.catalogue = catalogue;
    this.frame = frame;
    this.columns = columns;
    this.row = row;
    this.findings = findings;
  }

  /** The row, or empty where it has faults; they are among the findings then. */
  Optional<DraftRow> read() {
    // The stand-ins let the other claims be checked where name or birth date cannot be read; a row
    // that used one has a fault.
    PersonName name = name().orElseGet(() -> PersonName.parse("An"));
    PartialDate birth = birth().orElseGet(() -> PartialDate.of(frame.issueDate().minusYears(30)));
    Optional<PersonalNumber> number = personalNumber();
    ClaimsBuilder claims =
        catalogue
            .claims(frame.institution(), frame.kind(), frame.regime())
            .holder(name, birth)
            .decision(frame.decisionNumber(), frame.decisionDate())
            .issued(frame.place(), frame.issueDate())
            .signer(frame.signerName(), frame.signerTitle(), frame.signsAs());
    readClaims(claims);
    Optional<Claims> built = build(claims);
    if (built.isEmpty() || !faulty.isEmpty()) {
      return Optional.empty();
    }
    warnOfAge(built.get());
    number.ifPresent(n -> warnOfNumber(n, built.get()));
    String place =
        Normalizer.normalize(columns.text(row, Columns.BIRTH_PLACE), Normalizer.Form.NFC);
    return Optional.of(new DraftRow(row.line(), built.get(), new DraftRow.Holder(number, place)));
  }

  private Optional<PersonName> name() {
    String typed = columns.raw(row, Columns.NAME);
    if (typed.isBlank()) {
      fault("name_missing", Columns.NAME, "", "");
      return Optional.empty();
    }
    Optional<String> legacy = LegacyText.ofCell(typed);
    if (legacy.isPresent()) {
      fault("legacy_text", Columns.NAME, "Unicode", legacy.get() + ": " + typed);
      return Optional.empty();
    }
    try {
      PersonName.Reading reading = PersonName.read(typed.strip());
      for (PersonName.Note note : reading.notes()) {
        switch (note) {
          case UPPER_CASE, LOWER_CASE ->
              warning(note.code(), Columns.NAME, "", reading.name().value());
          case COMPOSED, APOSTROPHE, SPACES -> {
            // the written rule repairs these without a doubt about what is meant
          }
        }
      }
      return Optional.of(reading.name());
    } catch (Refusal refusal) {
      refusal.faults().forEach(f -> fault(f.code(), Columns.NAME, f.expected(), f.found()));
      faulty.add(Columns.NAME);
      return Optional.empty();
    }
  }

  private Optional<PartialDate> birth() {
    String typed = columns.text(row, Columns.BIRTH);
    if (typed.isEmpty()) {
      fault("birth_missing", Columns.BIRTH, DATE_FORMS, "");
      return Optional.empty();
    }
    try {
      return Optional.of(columns.order(Columns.BIRTH).read(typed));
    } catch (Refusal refusal) {
      fault("date_format", Columns.BIRTH, DATE_FORMS, typed);
      return Optional.empty();
    }
  }

  private Optional<PersonalNumber> personalNumber() {
    String typed = columns.text(row, Columns.NUMBER).replace(" ", "");
    if (typed.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(PersonalNumber.parse(typed, frame.issueDate()));
    } catch (Refusal refusal) {
      // What was found is not repeated: a personal number stands in no report.
      boolean isShort = SHORT_NUMBER.matcher(typed).matches();
      refusal
          .faults()
          .forEach(
              f ->
                  fault(
                      isShort ? "personal_number_short" : f.code(),
                      Columns.NUMBER,
                      f.expected(),
                      ""));
      faulty.add(Columns.NUMBER);
      return Optional.empty();
    }
  }

  private void readClaims(ClaimsBuilder claims) {
    claims.sex(term(Field.SEX, catalogue.sexes()));
    claims.programme(programme());
    claims.specialisation(bilingual(Field.SPECIALISATION, Columns.SPECIALISATION_EN));
    claims.ranking(term(Field.RANKING, frame.kind().rankings(frame.regime())));
    claims.mode(term(Field.MODE, frame.kind().modes(frame.regime())));
    claims.language(term(Field.LANGUAGE, catalogue.languages()));
    claims.level(term(Field.LEVEL, frame.kind().levels()));
    claims.graduationYear(graduationYear());
    claims.expires(date(Field.EXPIRES));
    claims.examDate(date(Field.EXAM_DATE));
    claims.school(text(Field.SCHOOL));
    claims.examination(text(Field.EXAM_BOARD), text(Field.EXAM_SESSION));
    for (String field : columns.scoreFields()) {
      score(field).ifPresent(claims::score);
    }
  }

  private Optional<Claims> build(ClaimsBuilder claims) {
    try {
      return Optional.of(claims.build());
    } catch (Refusal refusal) {
      for (Refusal.Fault f : refusal.faults()) {
        if (!faulty.contains(f.column())) {
          findings.add(
              Finding.fault(
                  f.code(), row.line(), columns.nameOf(f.column()), f.expected(), f.found()));
        }
      }
      return Optional.empty();
    }
  }

  private void warnOfNumber(PersonalNumber number, Claims claims) {
    for (PersonalNumber.Warning warning :
        number.warnings(catalogue, claims.birthDate(), claims.sex())) {
      warning(warning.code(), Columns.NUMBER, "", "");
    }
  }

  private void warnOfAge(Claims claims) {
    int oldest = Period.between(claims.birthDate().earliest(), claims.issueDate()).getYears();
    int youngest = Period.between(claims.birthDate().latest(), claims.issueDate()).getYears();
    int young = frame.kind().vqfLevel() >= HIGHER_EDUCATION ? YOUNG_GRADUATE : YOUNG;
    if (oldest < young || youngest > OLD) {
      warning("age_unusual", Columns.BIRTH, young + " - " + OLD, claims.birthDate().toString());
    }
  }

  private @Nullable Term term(Field field, List<Term> vocabulary) {
    String typed = columns.text(row, field.key());
    if (typed.isEmpty()) {
      return null;
    }
    Optional<Term> found = catalogue.find(vocabulary, typed);
    if (found.isEmpty()) {
      fault(
          "code_unknown",
          field.key(),
          String.join(", ", vocabulary.stream().map(Term::vi).toList()),
          typed);
    }
    return found.orElse(null);
  }

  private @Nullable Programme programme() {
    String code = columns.text(row, Columns.PROGRAMME_CODE);
    String vi = nfc(columns.text(row, Field.PROGRAMME.key()));
    String en = nfc(columns.text(row, Columns.PROGRAMME_EN));
    if (code.isEmpty() && vi.isEmpty()) {
      return null;
    }
    Optional<Programme> programme = catalogue.programme(code, vi, en);
    if (programme.isEmpty()) {
      faulty.add(Field.PROGRAMME.key());
      fault("programme_unknown", Columns.PROGRAMME_CODE, "a code of 7 digits, or a name", code);
    } else if (!code.isEmpty()) {
      warnOfProgramme(code, vi, programme.get());
    }
    return programme.orElse(null);
  }

  /**
   * A name that differs from the national table's for its code is printed as typed, under the
   * approver's eyes.
   */
  private void warnOfProgramme(String code, String vi, Programme printed) {
    Optional<Programme> known = catalogue.programme(code);
    if (known.isPresent() && !vi.isEmpty() && !known.get().vi().equals(printed.vi())) {
      warning("programme_differs", Field.PROGRAMME.key(), known.get().vi(), vi);
    }
  }

  private @Nullable BilingualText bilingual(Field field, String english) {
    String vi = nfc(columns.text(row, field.key()));
    return vi.isEmpty() ? null : new BilingualText(vi, nfc(columns.text(row, english)));
  }

  private @Nullable Integer graduationYear() {
    if (!frame.kind().allows(Field.GRADUATION_YEAR)) {
      return null;
    }
    String typed = columns.text(row, Field.GRADUATION_YEAR.key());
    if (typed.isEmpty()) {
      return frame.graduationYear();
    }
    if (YEAR.matcher(typed).matches()) {
      return Integer.valueOf(typed);
    }
    fault("year_format", Field.GRADUATION_YEAR.key(), "YYYY", typed);
    return null;
  }

  private @Nullable LocalDate date(Field field) {
    String typed = columns.text(row, field.key());
    if (typed.isEmpty()) {
      return null;
    }
    try {
      Optional<LocalDate> day = columns.order(field.key()).read(typed).date();
      if (day.isPresent()) {
        return day.get();
      }
    } catch (Refusal refusal) {
      // falls through to the same fault: a day was expected
    }
    fault("date_format", field.key(), "DD/MM/YYYY", typed);
    return null;
  }

  private @Nullable String text(Field field) {
    String typed = nfc(columns.text(row, field.key()));
    return typed.isEmpty() ? null : typed;
  }

  private Optional<Score> score(String field) {
    String typed = columns.text(row, field);
    if (typed.isEmpty()) {
      return Optional.empty();
    }
    Optional<Term> skill =
        catalogue.find(frame.kind().skills(), field.substring(Columns.SCORE.length()));
    if (SCORE.matcher(typed).matches() && skill.isPresent()) {
      BigDecimal value = new BigDecimal(typed.replace(',', '.'));
      if (value.compareTo(BigDecimal.valueOf(1000)) <= 0) {
        return Optional.of(new Score(skill.get(), value));
      }
    }
    faulty.add(Field.SCORES.key());
    fault("score_format", field, "0 - 1000", typed);
    return Optional.empty();
  }

  private void fault(String code, String field, String expected, String found) {
    faulty.add(field);
    findings.add(Finding.fault(code, row.line(), columns.nameOf(field), expected, found));
  }

  private void warning(String code, String field, String expected, String found) {
    findings.add(Finding.warning(code, row.line(), columns.nameOf(field), expected, found));
  }

  private static String nfc(String typed) {
    return Normalizer.normalize(typed, Normalizer.Form.NFC);
  }
}
