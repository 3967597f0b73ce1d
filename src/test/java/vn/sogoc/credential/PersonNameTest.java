package vn.sogoc.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sogoc.kernel.Refusal;

class PersonNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Y",
        "Thảo",
        "Lê Ý",
        "Đỗ Ổ",
        "Tôn Nữ Hỷ An Khương Bảo Long",
        "H'Mai Niê",
        "H' Zina Byă",
        "Y Blah Ênuôl",
        "H'Lương Niê Kđăm",
        "Rơ Châm H'Bơ",
        "K'Brửi",
        "Điểu K'Rang",
        "Ksor ƀiă",
        "Siu Čan Ñen",
        "Nguyễn Anna-Maria",
        "Trần J. Paul",
        "PGS.TS. Nguyễn Văn An",
        "O'Connell Mai",
        "Lò Văn Ộm",
        "Đinh Bơ̆k",
        "Strauß Øyvind Łucja Þóra"
      })
  void names_of_all_peoples_are_accepted_as_typed(String typed) {
    assertThat(PersonName.parse(typed).value()).isEqualTo(typed);
  }

  @Test
  void sixty_and_a_hundred_and_fifty_characters_are_accepted_and_one_more_is_not() {
    String sixty = "Công Tằng Tôn Nữ Hoàng Nguyễn Phúc Bảo Long Khánh Hỷ Diệu An".substring(0, 60);
    assertThat(PersonName.parse(sixty).value()).hasSize(60);
    assertThat(PersonName.parse("Ê".repeat(150)).value()).hasSize(150);

    assertThat(codes("Ê".repeat(151))).containsExactly("name_length");
    assertThat(codes("a".repeat(100_000))).containsExactly("name_length");
  }

  @Test
  void decomposed_input_is_composed_and_said_so() {
    String typed = Normalizer.normalize("Nguyễn Thị Hường", Normalizer.Form.NFD);

    PersonName.Reading reading = PersonName.read(typed);

    assertThat(reading.name().value()).isEqualTo("Nguyễn Thị Hường").hasSize(16);
    assertThat(reading.notes()).containsExactly(PersonName.Note.COMPOSED);
  }

  @Test
  void both_places_of_the_tone_stay_as_typed_and_share_one_key() {
    PersonName older = PersonName.parse("Hoàng Thuý Hoà");
    PersonName newer = PersonName.parse("Hoàng Thúy Hòa");

    assertThat(older.value()).isNotEqualTo(newer.value());
    assertThat(older.searchKey()).isEqualTo(newer.searchKey()).isEqualTo("hoang thuy hoa");
  }

  @Test
  void typographic_apostrophes_become_the_plain_one_and_said_so() {
    PersonName.Reading reading = PersonName.read("H’Mai Niê");

    assertThat(reading.name().value()).isEqualTo("H'Mai Niê");
    assertThat(reading.notes()).containsExactly(PersonName.Note.APOSTROPHE);
    assertThat(PersonName.read("Hʼ Mai").name().value()).isEqualTo("H' Mai");
  }

  @Test
  void spaces_too_many_are_dropped_and_said_so() {
    PersonName.Reading reading = PersonName.read("  Lê\u00a0 Văn   An ");

    assertThat(reading.name().value()).isEqualTo("Lê Văn An");
    assertThat(reading.notes()).containsExactly(PersonName.Note.SPACES);
  }

  @Test
  void case_is_kept_and_pointed_at() {
    assertThat(PersonName.read("NGUYỄN THỊ HƯỜNG").notes())
        .containsExactly(PersonName.Note.UPPER_CASE);
    assertThat(PersonName.read("nguyễn Thị Hường").notes())
        .containsExactly(PersonName.Note.LOWER_CASE);
    assertThat(PersonName.read("Y").notes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ÐẶNG VĂN AN, ĐẶNG VĂN AN, U+00D0",
    "Ɖặng Văn An, Đặng Văn An, U+0189",
    "ðặng, đặng, U+00F0",
    "Anna–Maria, Anna-Maria, U+2013",
    "H`Mai, H'Mai, U+0060",
  })
  void lookalikes_are_refused_with_the_name_that_was_meant(
      String typed, String meant, String found) {
    Refusal refusal = refused(typed);

    assertThat(refusal.faults())
        .containsExactly(new Refusal.Fault("name_lookalike", 0, "fullName", meant, found));
  }

  @ParameterizedTest
  @CsvSource({
    "'Nguyеn An', name_script", // Cyrillic е
    "'Αn Bình', name_script", // Greek Alpha
    "'An 阮', name_script",
    "'Nguyễn\u200bAn', name_invisible",
    "'Nguyễn\u202eAn', name_invisible",
    "'Nguyễn\u00adAn', name_invisible",
    "'Nguyễn\tAn', name_invisible",
    "'Nguyễn\u0000An', name_invisible",
    "'An\udb40\udc41', name_invisible", // a tag character
    "'An 2', name_digit",
    "'An ٣', name_digit",
    "'An\u0378', name_unassigned",
    "'An\ue000', name_unassigned",
    "'An, Lê', name_character",
    "'=An', name_character",
    "'An😀', name_character",
    "'ﬁ An', name_script",
    "'ıan', name_script",
    "'An  ', ok",
    "'-An', name_punctuation",
    "'An-', name_punctuation",
    "'An--Bình', name_punctuation",
    "'''An', name_punctuation",
    "'An''', name_punctuation",
    "'An ''Bình', name_punctuation",
    "'An.. Bình', name_punctuation",
    "'An .', name_punctuation",
    "'', name_length",
    "'   ', name_length",
  })
  void what_no_name_has_is_refused_by_its_code(String typed, String code) {
    if (code.equals("ok")) {
      assertThat(PersonName.parse(typed).value()).isEqualTo("An");
    } else {
      assertThat(codes(typed)).containsExactly(code);
    }
  }

  @Test
  void lone_surrogates_and_piled_up_marks_are_refused() {
    assertThat(codes("An\ud800")).containsExactly("name_invisible");
    assertThat(codes("Ab\u0306\u0306\u0306")).containsExactly("name_punctuation");
  }

  @Test
  void only_the_stored_form_is_a_name_without_reading() {
    for (String typed :
        List.of("H’Mai", " An", "An  Lê", Normalizer.normalize("Hường", Normalizer.Form.NFD))) {
      assertThat(catchThrowableOfType(Refusal.class, () -> new PersonName(typed)))
          .as(typed)
          .isNotNull();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Đặng Thị Ơn, dang thi on",
    "ÐẶNG THỊ ƠN, dang thi on",
    "'H''Hen Niê', h'hen nie",
    "'H’ Hen  Niê', h'hen nie",
    "Anna–Maria, anna-maria",
    "ƀăk, bak",
    "Nguyễn\u200bAn, nguyen an",
  })
  void search_keys_fold_any_text(String text, String key) {
    assertThat(PersonName.searchKey(text)).isEqualTo(key);
  }

  @Test
  void a_name_does_not_print_itself() {
    assertThat(PersonName.parse("Lê Văn An")).hasToString("PersonName[9]");
  }

  private static Refusal refused(String typed) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> PersonName.parse(typed));
    assertThat(refusal).as(typed).isNotNull();
    assertThat(refusal.type()).isEqualTo(CredentialProblem.NAME_REFUSED);
    return refusal;
  }

  private static List<String> codes(String typed) {
    return refused(typed).faults().stream().map(Refusal.Fault::code).toList();
  }
}
