package vn.sogoc.issuance.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.Field;
import vn.sogoc.credential.Kind;
import vn.sogoc.credential.Regime;
import vn.sogoc.credential.Term;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.kernel.Refusal;

/** An empty list of a kind: the headers that are understood, and one row as an example. */
@ApplicationScoped
class ListTemplate {
  private static final String SCORE = "score.";
  private static final int AGE = 23;

  private final Catalogue catalogue;
  private final Clock clock;

  ListTemplate(Catalogue catalogue, Clock clock) {
    this.catalogue = catalogue;
    this.clock = clock;
  }

  /** A header and a row under it. */
  record Table(List<String> header, List<String> example) {}

  /**
   * The template of a kind under the rules of today.
   *
   * @throws Refusal where there is no such kind, or it is not issued today
   */
  Table of(String code) {
    LocalDate today = LegalDay.of(clock.instant());
    Kind kind =
        catalogue
            .kind(code)
            .orElseThrow(() -> refused("kind_unknown", "a code of the catalogue", code));
    Regime regime =
        catalogue
            .regime(kind, today)
            .orElseThrow(() -> refused("kind_not_issued", "", today.toString()));
    List<String> header = new ArrayList<>();
    List<String> example = new ArrayList<>();
    catalogue
        .columns()
        .forEach(
            (field, names) -> {
              String value = example(field, kind, regime, today);
              if (!value.isEmpty()) {
                header.add(names.getFirst());
                example.add(value);
              }
            });
    return new Table(header, example);
  }

  /** A value that is right for the field; empty where a list of the kind has no such column. */
  private String example(String field, Kind kind, Regime regime, LocalDate today) {
    return switch (field) {
      case "fullName" -> "Nguyễn Thị Mẫu";
      case "birthDate" -> "17/05/" + (today.getYear() - AGE);
      case "birthPlace" -> "Hà Nội";
      case "personalNumber" -> number(today.getYear() - AGE);
      case "programmeCode" -> kind.allows(Field.PROGRAMME) ? programmeCode(kind) : "";
      case "graduationYear" ->
          kind.allows(Field.GRADUATION_YEAR) ? Integer.toString(today.getYear()) : "";
      default -> field.startsWith(SCORE) ? score(field, kind) : claim(field, kind, regime, today);
    };
  }

  /** A woman of Hà Nội whom nobody can be: the running part of a number begins at 1. */
  private static String number(int birthYear) {
    return String.format("0013%02d000000", birthYear % 100);
  }

  private String claim(String key, Kind kind, Regime regime, LocalDate today) {
    Field field = Field.ofKey(key).filter(kind::allows).orElse(null);
    if (field == null) {
      return "";
    }
    return switch (field) {
      case SEX -> first(catalogue.sexes().stream().filter(s -> s.code().equals("F")).toList());
      case PROGRAMME -> programmeCode(kind).isEmpty() ? "Công nghệ thông tin" : "";
      case RANKING -> first(kind.rankings(regime));
      case MODE -> first(kind.modes(regime));
      case LANGUAGE -> first(catalogue.languages());
      case LEVEL -> first(kind.levels());
      case EXPIRES -> kind.requires(field) ? day(today.plusYears(1)) : "";
      case EXAM_DATE -> day(today);
      case SCHOOL -> "Trường Trung học phổ thông Mẫu";
      case EXAM_BOARD -> "Hội đồng thi Mẫu";
      case EXAM_SESSION -> day(today);
      case SPECIALISATION, GRADUATION_YEAR, SCORES -> "";
    };
  }

  private String programmeCode(Kind kind) {
    return catalogue.programmes().stream()
        .filter(p -> p.code() != null && p.code().startsWith("7") && kind.vqfLevel() == 6)
        .map(p -> String.valueOf(p.code()))
        .findFirst()
        .orElse("");
  }

  private static String score(String field, Kind kind) {
    String skill = field.substring(SCORE.length());
    boolean has = kind.skills().stream().anyMatch(s -> s.code().equals(skill));
    return kind.allows(Field.SCORES) && has ? "7,5" : "";
  }

  private static String first(List<Term> vocabulary) {
    return vocabulary.isEmpty() ? "" : vocabulary.getFirst().vi();
  }

  private static String day(LocalDate day) {
    return String.format("%02d/%02d/%d", day.getDayOfMonth(), day.getMonthValue(), day.getYear());
  }

  private static Refusal refused(String code, String expected, String found) {
    return new Refusal(
        ImportProblem.REFUSED,
        "there is no template of that kind",
        List.of(new Refusal.Fault(code, 0, "kind", expected, found)));
  }
}
