package vn.sogoc.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The files under /demo. {@code -Ddemo.write=true} writes them again for review. */
class DemoListsTest {
  private static final Path FOLDER = Path.of("src/main/resources/demo");
  private static final Catalogue CATALOGUE = Samples.CATALOGUE;
  private static final List<DemoLists.ClassList> LISTS = new DemoLists().all();

  @BeforeAll
  static void write() throws Exception {
    if (Boolean.getBoolean("demo.write")) {
      Files.createDirectories(FOLDER);
      for (DemoLists.ClassList list : LISTS) {
        Files.write(FOLDER.resolve(list.name()), list.bytes());
      }
    }
  }

  @Test
  void the_files_are_those_of_the_generator() throws Exception {
    for (DemoLists.ClassList list : LISTS) {
      assertThat(Files.readAllBytes(FOLDER.resolve(list.name())))
          .as(list.name())
          .isEqualTo(list.bytes());
    }
  }

  @Test
  void there_are_two_hundred_people_and_all_the_difficulties() {
    List<Map<String, String>> rows = new ArrayList<>();
    LISTS.forEach(l -> rows.addAll(l.maps()));
    List<String> names = rows.stream().map(r -> first(r, "fullName")).toList();

    assertThat(rows).hasSizeGreaterThan(200);
    assertThat(names).anyMatch(n -> n.length() == 60 && !n.contains("  "));
    assertThat(names).anyMatch(n -> !Normalizer.isNormalized(n, Normalizer.Form.NFC));
    assertThat(names).contains("Lê Thị Hoà", "Lê Thị Hòa", "Sang", "Đỗ Ổ", "H’Lăm Niê Kđăm");
    assertThat(rows).anyMatch(r -> first(r, "birthDate").matches("[0-9]{4}"));
    assertThat(rows).anyMatch(r -> first(r, "birthDate").matches("[0-9]{2}/[0-9]{4}"));
    assertThat(rows).anyMatch(r -> first(r, "personalNumber").isEmpty());
    assertThat(LISTS).anyMatch(DemoLists.ClassList::bom);
    assertThat(LISTS).extracting(DemoLists.ClassList::separator).contains(',', ';');
  }

  @Test
  void every_row_becomes_claims_and_every_number_fits_its_person() throws Exception {
    Set<String> numbers = new HashSet<>();
    for (DemoLists.ClassList list : LISTS) {
      for (Map<String, String> row : list.maps()) {
        Claims claims = claims(list, row);
        assertThat(Samples.CODEC.decodeClaims(Samples.CODEC.encodeClaims(claims)))
            .isEqualTo(claims);
        String typed = first(row, "personalNumber");
        if (!typed.isEmpty()) {
          PersonalNumber number = PersonalNumber.parse(typed, LocalDate.of(2026, 7, 20));
          assertThat(number.warnings(CATALOGUE, claims.birthDate(), claims.sex())).isEmpty();
          assertThat(numbers.add(typed)).isTrue();
        }
      }
    }
  }

  @Test
  void every_header_is_known() {
    for (DemoLists.ClassList list : LISTS) {
      for (String header : list.maps().get(0).keySet()) {
        assertThat(CATALOGUE.column(header)).as(header).isPresent();
      }
      assertThat(new String(list.bytes(), StandardCharsets.UTF_8)).doesNotContain("\t", "\0");
    }
  }

  private static Claims claims(DemoLists.ClassList list, Map<String, String> row) {
    LocalDate day = LocalDate.of(list.name().contains("expired") ? 2024 : 2026, 6, 15);
    Kind kind = CATALOGUE.kind(list.kind()).orElseThrow();
    Regime regime = CATALOGUE.regime(kind, day).orElseThrow();
    String year = first(row, "graduationYear");
    ClaimsBuilder claims =
        CATALOGUE
            .claims(101, kind, regime)
            .holder(
                PersonName.parse(first(row, "fullName")),
                PartialDate.parseTyped(first(row, "birthDate")))
            .decision("1/QĐ", day)
            .issued(CATALOGUE.province(40, day).orElseThrow(), day)
            .signer("Lê Văn An", CATALOGUE.titles().get(0), null)
            .sex(term(CATALOGUE.sexes(), row, "sex"))
            .ranking(term(kind.rankings(regime), row, "ranking"))
            .mode(term(kind.modes(regime), row, "mode"))
            .language(term(CATALOGUE.languages(), row, "language"))
            .level(term(kind.levels(), row, "level"))
            .graduationYear(year.isEmpty() ? null : Integer.valueOf(year))
            .examDate(day(row, "examDate"))
            .expires(day(row, "expires"))
            .school(text(row, "school"))
            .examination(text(row, "examBoard"), text(row, "examSession"));
    if (kind.allows(Field.PROGRAMME)) {
      claims.programme(
          CATALOGUE
              .programme(
                  first(row, "programmeCode"), first(row, "programme"), first(row, "programmeEn"))
              .orElseThrow());
    }
    if (text(row, "specialisation") != null) {
      claims.specialisation(
          new BilingualText(first(row, "specialisation"), first(row, "specialisationEn")));
    }
    for (Term skill : kind.skills()) {
      String points = first(row, "score." + skill.code());
      if (!points.isEmpty()) {
        claims.score(new Score(skill, new BigDecimal(points.replace(',', '.'))));
      }
    }
    return claims.build();
  }

  private static String first(Map<String, String> row, String field) {
    return row.entrySet().stream()
        .filter(e -> CATALOGUE.column(e.getKey()).filter(field::equals).isPresent())
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }

  private static @Nullable String text(Map<String, String> row, String field) {
    String value = first(row, field);
    return value.isEmpty() ? null : value;
  }

  private static @Nullable LocalDate day(Map<String, String> row, String field) {
    String value = first(row, field);
    return value.isEmpty() ? null : PartialDate.parseTyped(value).date().orElseThrow();
  }

  private static @Nullable Term term(List<Term> rows, Map<String, String> row, String field) {
    String value = first(row, field);
    return value.isEmpty() ? null : CATALOGUE.find(rows, value).orElseThrow();
  }
}
