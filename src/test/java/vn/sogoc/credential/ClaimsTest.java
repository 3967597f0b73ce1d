package vn.sogoc.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.kernel.StatusSlot;

class ClaimsTest {
  private static final Catalogue CATALOGUE = Samples.CATALOGUE;
  private static final PersonName NAME = new PersonName("Lê Ý");
  private static final PartialDate BORN = PartialDate.parse("2004-05-17");

  @Test
  void what_the_kind_requires_is_named_where_it_is_missing() {
    assertThat(faults(Samples.of("BCN").holder(NAME, BORN)))
        .containsExactlyInAnyOrder(
            "field_missing programme", "field_missing ranking", "field_missing graduationYear");
    assertThat(faults(Samples.of("CC_NN").holder(NAME, BORN)))
        .containsExactlyInAnyOrder(
            "field_missing language",
            "field_missing level",
            "field_missing scores",
            "field_missing examDate");
  }

  @Test
  void what_the_kind_forbids_is_named() {
    ClaimsBuilder doctor =
        Samples.of("BTS")
            .holder(NAME, BORN)
            .programme(CATALOGUE.programme("9480101").orElseThrow())
            .graduationYear(2026)
            .ranking(Samples.bachelor().ranking())
            .school("Trường THPT Nguyễn Du")
            .expires(LocalDate.of(2030, 1, 1));

    assertThat(faults(doctor))
        .containsExactlyInAnyOrder(
            "field_forbidden ranking", "field_forbidden school", "field_forbidden expires");
  }

  @Test
  void a_ranking_is_of_the_regime_of_the_day() {
    Kind kind = CATALOGUE.kind("BTN_THPT").orElseThrow();
    LocalDate old = LocalDate.of(2021, 7, 1);
    Regime regime = CATALOGUE.regime(kind, old).orElseThrow();
    Term good = CATALOGUE.find(kind.rankings(regime), "Giỏi").orElseThrow();

    Claims claims =
        CATALOGUE
            .claims(12, kind, regime)
            .holder(NAME, BORN)
            .decision("12/QĐ-SGDĐT", old)
            .issued(CATALOGUE.province(15, old).orElseThrow(), old)
            .signer("Nguyễn Văn Minh", CATALOGUE.titles().get(9), null)
            .ranking(good)
            .graduationYear(2021)
            .school("Trường THPT Trần Phú")
            .examination("Hội đồng thi Yên Bái", "Khóa 2021")
            .build();

    assertThat(claims.place().label().vi()).isEqualTo("Yên Bái");
    assertThat(
            faults(
                Samples.of("BTN_THPT")
                    .holder(NAME, BORN)
                    .ranking(good)
                    .graduationYear(2026)
                    .school("Trường THPT Trần Phú")
                    .examination("Hội đồng thi", "Khóa 2026")))
        .containsExactlyInAnyOrder("field_forbidden ranking", "code_unknown ranking");
  }

  @Test
  void kind_regime_and_place_are_those_of_the_issue_date() {
    Kind abolished = CATALOGUE.kind("BTN_THCS").orElseThrow();
    LocalDate day = LocalDate.of(2026, 4, 15);

    assertThat(
            faults(
                CATALOGUE
                    .claims(12, abolished, CATALOGUE.regime("TT21_2019").orElseThrow())
                    .holder(NAME, BORN)
                    .decision("1/QĐ", day)
                    .issued(CATALOGUE.province(10, LocalDate.of(2025, 1, 1)).orElseThrow(), day)
                    .signer("A", CATALOGUE.titles().get(1), null)
                    .graduationYear(2026)
                    .school("Trường THCS Nguyễn Trãi")))
        .containsExactlyInAnyOrder(
            "kind_not_issued issueDate", "regime_not_in_force regime", "place_not_in_force place");
  }

  @Test
  void days_are_in_the_order_of_a_life() {
    ClaimsBuilder late =
        valid().holder(NAME, PartialDate.parse("2024")).decision("1/QĐ", LocalDate.of(2026, 7, 21));

    assertThat(faults(late))
        .containsExactlyInAnyOrder(
            "birth_too_late birthDate", "day_order decisionDate", "graduation_year graduationYear");
    assertThat(faults(valid().graduationYear(2027)))
        .containsExactly("graduation_year graduationYear");
  }

  @Test
  void a_language_certificate_expires_after_its_issue_and_in_time() {
    Claims good = Samples.language();

    assertThat(faults(language(good).expires(Samples.ISSUED)))
        .containsExactly("expiry_day expires");
    assertThat(faults(language(good).expires(LocalDate.of(2031, 6, 15))))
        .containsExactly("expiry_day expires");
    assertThat(language(good).expires(LocalDate.of(2031, 6, 14)).build().expires()).isNotNull();
    assertThat(language(good).expires(null).build().expires()).isNull();
  }

  @Test
  void scores_stand_in_the_order_of_the_table_and_once() {
    Claims good = Samples.language();
    Term listening = good.scores().get(0).skill();

    assertThat(good.scores()).extracting(s -> s.skill().code()).startsWith("NGHE", "NOI");
    assertThat(faults(language(good).score(new Score(listening, BigDecimal.ONE))))
        .containsExactly("score_twice scores");
    assertThatThrownBy(() -> new Score(listening, new BigDecimal("7.125")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Score(listening, new BigDecimal("-1")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Score(listening, new BigDecimal("1e9")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new Score(listening, new BigDecimal("100.00")).value()).hasToString("100");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " 1/QĐ", "1/QĐ ", "1\n2", "1\u200b", "1/QД", "\u202e1", "1\ud800", "1\u00a02"})
  void free_texts_are_one_printable_line(String text) {
    assertThat(faults(valid().decision(text, Samples.ISSUED)))
        .containsExactly("text_form decisionNumber");
  }

  @Test
  void a_programme_is_of_the_level_of_the_kind() {
    assertThat(faults(valid().programme(CATALOGUE.programme("8480101").orElseThrow())))
        .containsExactly("programme_level programme");
  }

  @Test
  void written_words_replace_no_code() {
    assertThat(faults(valid().sex(Term.written("Nam", "Male"))))
        .containsExactly("code_unknown sex");
    assertThat(faults(valid().ranking(Term.written("Giỏi", "Very good"))))
        .containsExactly("code_unknown ranking");
    assertThat(
            valid()
                .signer("Lê An", CATALOGUE.title("Quyền Hiệu trưởng", "Acting Rector"), null)
                .build()
                .signerTitle()
                .isWritten())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"BKTN-CN-000123", "A 1234567", "001/ĐHCN-2024", "07-2011/TC", "K62.KT.015"})
  void serial_and_register_numbers_of_every_custom_are_accepted(String number) {
    assertThat(record(number).serialNumber()).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " 1", "1 ", "1--2", "1/", "#1", "1\n", "1_2", "123456789012345678901"})
  void other_serial_and_register_numbers_are_refused(String number) {
    assertThatThrownBy(() -> record(number)).isInstanceOf(Refusal.class);
  }

  @Test
  void numbers_are_found_whatever_the_spaces_dashes_and_case() {
    assertThat(CredentialRecord.numberKey(" 001/đhcn – 2024 ")).isEqualTo("001/ĐHCN-2024");
    assertThat(CredentialRecord.numberKey("A 1234567")).isEqualTo("A1234567");
    assertThat(CredentialRecord.numberKey("001/DHCN-2024"))
        .isNotEqualTo(CredentialRecord.numberKey("001/ĐHCN-2024"));
  }

  @Test
  void a_record_names_its_moment_in_whole_seconds_and_a_credential() {
    Claims claims = Samples.bachelor();
    PublicId id = new PublicId("crd", Bytes.of(new byte[16]));
    PublicId batch = new PublicId("bat", Bytes.of(new byte[16]));
    StatusSlot slot = new StatusSlot(0, 1);
    Instant half = Instant.ofEpochMilli(1500);

    assertThatThrownBy(() -> CredentialRecord.of(claims, id, half, "1", "1", slot))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CredentialRecord.of(claims, batch, Instant.EPOCH, "1", "1", slot))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new StatusSlot(0, 1 << 20))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static CredentialRecord record(String number) {
    return CredentialRecord.of(
        Samples.bachelor(),
        new PublicId("crd", Bytes.of(new byte[16])),
        Instant.EPOCH,
        number,
        number,
        new StatusSlot(0, 1));
  }

  private static ClaimsBuilder valid() {
    Claims good = Samples.bachelor();
    return Samples.of("BCN")
        .holder(NAME, BORN)
        .programme(good.programme())
        .ranking(good.ranking())
        .graduationYear(2026);
  }

  private static ClaimsBuilder language(Claims good) {
    ClaimsBuilder builder =
        Samples.of("CC_NN")
            .holder(good.fullName(), good.birthDate())
            .language(good.language())
            .level(good.level())
            .examDate(good.examDate())
            .expires(good.expires());
    good.scores().forEach(builder::score);
    return builder;
  }

  private static List<String> faults(ClaimsBuilder builder) {
    Refusal refusal = catchThrowableOfType(Refusal.class, builder::build);
    assertThat(refusal).isNotNull();
    assertThat(refusal.type()).isEqualTo(CredentialProblem.CLAIMS_REFUSED);
    return refusal.faults().stream().map(f -> f.code() + " " + f.column()).toList();
  }
}
