package vn.sogoc.credential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionKeyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1/QĐ",
        "1/Q\u00d0",
        "1/Q\u0189",
        "1/qđ",
        "1/q\u00f0",
        "1 /QĐ",
        " 1/Q\u00a0Đ",
        "1/Q\u200bĐ"
      })
  void spellings_of_one_decision_share_a_key(String spelling) {
    assertThat(DecisionKey.of(spelling)).isEqualTo("1/QĐ");
  }

  @Test
  void decomposed_and_composed_letters_are_the_same() {
    assertThat(DecisionKey.of("Quye\u0302\u0301t 1")).isEqualTo(DecisionKey.of("quyết1"));
  }

  @Test
  void other_decisions_stay_other_decisions() {
    assertThat(
            java.util.stream.Stream.of("1/QĐ", "1/QD", "1-QĐ", "11/QĐ", "1/QĐ-A")
                .map(DecisionKey::of)
                .distinct())
        .hasSize(5);
  }
}
