package vn.sogoc.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueTest {
  private static final Catalogue CATALOGUE = Samples.CATALOGUE;

  /** Changing a published row would change what signed records say: add rows, raise the version. */
  private static final Map<Integer, String> PUBLISHED =
      Map.of(1, "06774da0858fa0d0b26c5d93f292897dd599fe260c51a9b063e151dd28f2c45f");

  @Test
  void the_content_of_a_published_version_never_changes() {
    assertThat(CATALOGUE.digest().hex()).isEqualTo(PUBLISHED.get(CATALOGUE.version()));
  }

  @Test
  void the_digest_does_not_depend_on_layout() {
    assertThat(changed("kinds.json", s -> s.replace("\": ", "\" :\n")))
        .extracting(Catalogue::digest)
        .isEqualTo(CATALOGUE.digest());
    assertThat(changed("titles.json", s -> s.replace("President", "Presidents")))
        .extracting(Catalogue::digest)
        .isNotEqualTo(CATALOGUE.digest());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BCN",
        "CSDT_KS",
        "BThS",
        "BTS",
        "BTN_THPT",
        "BTN_CD",
        "CC_NN",
        "CSDT_BSYK",
        "BTN_TC",
        "CK1"
      })
  void kinds_of_today_have_a_regime_an_issuer_and_words(String code) {
    Kind kind = CATALOGUE.kind(code).orElseThrow();
    LocalDate today = LocalDate.of(2026, 11, 24);

    assertThat(CATALOGUE.regime(kind, today)).map(Regime::code).contains("TT10_2026");
    assertThat(kind.issuer(today)).isPresent();
    assertThat(kind.label().vi()).isNotBlank();
    assertThat(kind.label().isBilingual()).isTrue();
    assertThat(kind.citation()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({
    "BCN, 2026-04-15, TT10_2026",
    "BCN, 2026-04-14, TT21_2019",
    "BCN, 2020-01-15, TT21_2019",
    "BCN, 2020-01-14, PRE_2020",
    "BTN_CD, 2026-04-14, BLDTBXH_10_2017",
    "BTN_CD, 2017-04-27, PRE_2017_GDNN",
    "BTN_THCS, 2026-04-14, TT21_2019",
    "BTN_THN, 2026-04-15, TT10_2026",
  })
  void regimes_follow_kind_and_issue_date(String kind, LocalDate day, String regime) {
    assertThat(CATALOGUE.regime(CATALOGUE.kind(kind).orElseThrow(), day))
        .map(Regime::code)
        .contains(regime);
  }

  @ParameterizedTest
  @CsvSource({"BTN_THCS, 2026-04-15", "BTN_THN, 2026-04-14", "BTN_BTTHPT, 2020-01-15"})
  void abolished_kinds_and_kinds_not_yet_made_have_no_regime(String kind, LocalDate day) {
    assertThat(CATALOGUE.regime(CATALOGUE.kind(kind).orElseThrow(), day)).isEmpty();
  }

  @Test
  void upper_secondary_diplomas_went_from_the_department_to_the_principal() {
    Kind kind = CATALOGUE.kind("BTN_THPT").orElseThrow();

    assertThat(kind.issuer(LocalDate.of(2026, 4, 14)).orElseThrow().label().en())
        .contains("Department");
    assertThat(kind.issuer(LocalDate.of(2026, 4, 15)).orElseThrow().label().en())
        .contains("Principal");
  }

  @Test
  void deadlines_are_data_with_unit_and_citation() {
    Regime regime = CATALOGUE.regime("TT10_2026").orElseThrow();

    assertThat(regime.deadlines("issue", "BTN_THPT", Regime.Form.DIGITAL))
        .extracting(Regime.Deadline::amount)
        .containsExactly(5);
    assertThat(regime.deadlines("issue", "BTN_THPT", Regime.Form.PAPER))
        .extracting(Regime.Deadline::amount)
        .containsExactly(30);
    assertThat(regime.deadlines("correct", "BCN", Regime.Form.DIGITAL))
        .extracting(Regime.Deadline::unit)
        .containsExactly(Regime.DayUnit.WORKING_DAYS);
    assertThat(
            CATALOGUE
                .regime("TT21_2019")
                .orElseThrow()
                .deadlines("issue", "BTN_THPT", Regime.Form.PAPER))
        .extracting(Regime.Deadline::amount)
        .containsExactly(75);
    CATALOGUE.regimes().stream()
        .flatMap(r -> r.deadlines().stream())
        .forEach(d -> assertThat(d.citation()).isNotBlank());
  }

  @Test
  void personal_numbers_and_ethnicity_are_in_no_publication_profile() {
    for (Regime regime : CATALOGUE.regimes()) {
      assertThat(regime.publication().fields())
          .doesNotContain(
              "personalNumber", "ethnicity", "birthPlace", "birthDate", "sex", "nationality");
      assertThat(regime.requiredChecks()).contains("signature", "key", "registered");
    }
    assertThat(CATALOGUE.regime("TT10_2026").orElseThrow().publishesRows("BCN")).isTrue();
    assertThat(CATALOGUE.regime("TT10_2026").orElseThrow().publishesRows("BTN_THPT")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "15, 2025-06-30, Yên Bái",
    "15, 2025-07-01, Lào Cai",
    "24, 2025-06-30, Bắc Giang",
    "24, 2025-07-01, Bắc Ninh",
    "44, 2025-06-30, Quảng Bình",
    "52, 2025-07-01, Gia Lai",
    "80, 2025-07-01, Tây Ninh",
    "46, 2025-07-01, Huế",
    "28, 2008-07-31, Hà Tây",
  })
  void the_same_province_code_means_another_province_in_another_time(
      int code, LocalDate day, String name) {
    assertThat(CATALOGUE.province(code, day)).map(p -> p.label().vi()).contains(name);
  }

  @Test
  void sixty_three_provinces_became_thirty_four_and_each_knows_its_successor() {
    assertThat(during(LocalDate.of(2025, 6, 30))).hasSize(63);
    assertThat(during(LocalDate.of(2025, 7, 1))).hasSize(34);
    assertThat(CATALOGUE.province(10, LocalDate.of(2025, 7, 1))).isEmpty();
    assertThat(during(LocalDate.of(2025, 6, 30))).allMatch(p -> p.successors().size() == 1);
    assertThat(
            during(LocalDate.of(2025, 6, 30)).stream()
                .flatMap(p -> p.successors().stream())
                .distinct())
        .hasSize(34);
  }

  @Test
  void english_is_never_derived_from_vietnamese() {
    Kind kind = CATALOGUE.kind("BCN").orElseThrow();
    List<Term> rankings = kind.rankings(CATALOGUE.regime("TT10_2026").orElseThrow());

    assertThat(rankings)
        .extracting(Term::en)
        .containsExactly("Excellent", "Very good", "Good", "Ordinary");
    assertThat(CATALOGUE.programme("7480201", "Tin học", null).orElseThrow().en()).isEmpty();
    assertThat(CATALOGUE.programme("7480201", null, null).orElseThrow().written()).isFalse();
    assertThat(CATALOGUE.programme("7480201", "Công nghệ thông tin", "").orElseThrow().written())
        .isFalse();
    assertThat(CATALOGUE.programme("7480201", "", "Informatics").orElseThrow())
        .isEqualTo(
            new Programme(
                "7480201", new BilingualText("Công nghệ thông tin", "Informatics"), true));
    assertThat(CATALOGUE.programme("7999999", null, null)).isEmpty();
    assertThat(CATALOGUE.programme("52480201", "Tin học", null)).isEmpty();
    assertThat(CATALOGUE.programme(null, "Tin học", null)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"Giỏi, GIOI", "GIỎI, GIOI", "very good, GIOI", "XS, XUAT_SAC", "' Khá ', KHA"})
  void typed_words_find_their_row(String typed, String code) {
    List<Term> rankings =
        CATALOGUE.kind("BCN").orElseThrow().rankings(CATALOGUE.regime("TT10_2026").orElseThrow());

    assertThat(CATALOGUE.find(rankings, typed)).map(Term::code).contains(code);
    assertThat(CATALOGUE.find(rankings, "Trung bình khá")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Họ và tên, fullName",
    "FULL NAME, fullName",
    "' Ngày sinh ', birthDate",
    "Khoá thi, examSession",
    "Programme (English), programmeEn"
  })
  void headers_of_either_language_name_a_field(String header, String field) {
    assertThat(CATALOGUE.column(header)).contains(field);
    assertThat(CATALOGUE.column("Ghi chú nội bộ")).isEmpty();
  }

  @Test
  void no_header_stands_for_two_fields() {
    long headers =
        CATALOGUE.columns().values().stream()
            .flatMap(List::stream)
            .map(h -> h.toLowerCase(java.util.Locale.ROOT))
            .distinct()
            .count();
    assertThat(headers)
        .isEqualTo(CATALOGUE.columns().values().stream().mapToLong(List::size).sum());
  }

  @Test
  void numbers_are_made_by_the_pattern_of_the_kind() {
    Kind kind = CATALOGUE.kind("BTN_CD").orElseThrow();

    assertThat(kind.serialNumber("BKTN", 123)).isEqualTo("BKTN-CĐ-000123");
    assertThat(kind.registerNumber(7, 2026)).isEqualTo("7/CĐ/2026");
    assertThatThrownBy(() -> kind.registerNumber(0, 2026))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kinds.json|\"vqfLevel\": 6|\"vqfLevel\": 6, \"color\": \"red\"|unknown member color",
        "kinds.json|\"vqfLevel\": 6,||vqfLevel is missing",
        "kinds.json|\"vqfLevel\": 6|\"vqfLevel\": \"6\"|vqfLevel is an integer",
        "kinds.json|\"code\": \"BTS\"|\"code\": \"BCN\"|kind code stands twice",
        "kinds.json|\"required\": [\"programme\", |\"required\": [\"colour\", |no such field",
        "kinds.json|\"rankings\": {\"TT10_2026\": [\"DH_2021\"]|\"rankings\": {\"TT10_2026\": [\"X\"]|no such vocabulary",
        "kinds.json|\"rankings\": {\"TT10_2026\"|\"rankings\": {\"TT99_2026\"|names no regime",
        "kinds.json|\"document\": \"diploma\"|\"document\": \"paper\"|has no meaning",
        "regimes.json|\"validUntil\": \"2026-04-14\"|\"validUntil\": \"2026-04-15\"|two regimes at once",
        "regimes.json|\"kinds\": [\"BCN\"|\"kinds\": [\"BCNN\"|names no kind",
        "provinces.json|\"successors\": [15]|\"successors\": [16]|no successor 16",
        "provinces.json|\"validUntil\": \"2025-06-30\"|\"validUntil\": \"2025-07-01\"|two meanings at once",
        "rankings.json|\"number\": 2,|\"number\": 1,|a number stands twice",
      })
  void a_fault_in_the_catalogue_ends_the_start(String file, String from, String to, String why) {
    assertThatThrownBy(() -> changed(file, s -> replaceFirst(s, from, to == null ? "" : to)))
        .hasMessageContaining(why);
  }

  @Test
  void a_member_that_stands_twice_ends_the_start() {
    assertThatThrownBy(() -> changed("catalogue.json", s -> "{\"version\": 1, \"version\": 1}"))
        .isInstanceOf(UncheckedIOException.class);
    assertThatThrownBy(() -> changed("catalogue.json", s -> s + " {}"))
        .isInstanceOf(UncheckedIOException.class);
  }

  private static List<Province> during(LocalDate day) {
    return CATALOGUE.provinces().stream().filter(p -> p.covers(day)).toList();
  }

  private static String replaceFirst(String text, String from, String to) {
    int at = text.indexOf(from);
    assertThat(at).as(from).isNotNegative();
    return text.substring(0, at) + to + text.substring(at + from.length());
  }

  private static Catalogue changed(String file, UnaryOperator<String> change) {
    return Catalogue.read(
        name -> {
          String content = text(name);
          String given = name.equals(file) ? change.apply(content) : content;
          return new ByteArrayInputStream(given.getBytes(StandardCharsets.UTF_8));
        });
  }

  private static String text(String name) {
    try (InputStream in =
        Objects.requireNonNull(Catalogue.class.getResourceAsStream("/catalogue/" + name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
