package vn.sogoc.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LangTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en|EN",
        "vi|VI",
        "en-GB,en;q=0.9|EN",
        "vi-VN,vi;q=0.9,en;q=0.8|VI",
        "fr,en;q=0.5,vi;q=0.4|EN",
        "fr|VI",
        "*|VI",
        "en;q=0,vi|VI",
        "EN-us|EN",
        "en;q=|VI",
        ";;;,,,|VI"
      })
  void accept_language_chooses_the_best_we_have(String header, Lang expected) {
    assertThat(Lang.choose(null, null, header)).isEqualTo(expected);
  }

  @Test
  void the_address_beats_the_cookie_and_the_cookie_beats_the_header() {
    assertThat(Lang.choose("vi", "en", "en")).isEqualTo(Lang.VI);
    assertThat(Lang.choose(null, "en", "vi")).isEqualTo(Lang.EN);
    assertThat(Lang.choose("xx", "yy", "en")).isEqualTo(Lang.EN);
    assertThat(Lang.choose(null, null, null)).isEqualTo(Lang.VI);
  }

  @Test
  void a_header_of_absurd_length_counts_as_absent() {
    assertThat(Lang.choose(null, null, "en,".repeat(10_000))).isEqualTo(Lang.VI);
  }
}
