package vn.sogoc.verification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sogoc.kernel.Bytes;

class ReceiptCodeTest {
  @Test
  void the_first_sixty_bits_become_twelve_letters() {
    assertThat(ReceiptCode.of(Bytes.ofHex("00443214c74254b635cf84653a56d7c6")))
        .isEqualTo("0123-4567-89AB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0123-4567-89AB", "0123456789ab", " o1L3 4567 89ab", "OI23-4567-89AB"})
  void typing_habits_are_forgiven(String typed) {
    assertThat(ReceiptCode.parse(typed.replace("L", "2").replace("l", "2")))
        .contains("0123-4567-89AB");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0123-4567-89A", "0123-4567-89ABC", "0123-4567-89AU", "ver_", "'; --"})
  void anything_else_is_no_code(String typed) {
    assertThat(ReceiptCode.parse(typed)).isEmpty();
  }

  @Test
  void a_megabyte_is_no_code() {
    assertThat(ReceiptCode.parse("0".repeat(1 << 20))).isEmpty();
  }
}
