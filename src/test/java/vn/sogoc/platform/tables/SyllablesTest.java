package vn.sogoc.platform.tables;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyllablesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Nguyễn", "THỊ", "Hường", "Đặng", "nghiêng", "Quốc", "quyết", "Quỳnh", "giếng", "gì",
        "Giêng", "khuya", "hoà", "hòa", "thuý", "thúy", "Ý", "Ơn", "Ổ", "yến", "Uyên", "Út", "kẻng",
        "boong", "Huệ", "thuở", "Quý", "khuỷu", "Phượng", "Luật", "rượu", "sếch", "Oánh"
      })
  void words_of_names_and_of_the_language_are(String word) {
    assertThat(Syllables.isSyllable(word)).isTrue();
  }

  /** Other languages, tones where none can be, and Vietnamese read in a wrong form. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "René", "Müller", "Höôøng", "NguyÔn", "Teân", "Hócc", "học̀", "cáć", "tếch̀", "lắp̀",
        "hoặc̉", "Nguyeãn", "zịt", "ngg", "ă", "bcđ", "Đđ", "thưởởng", "hằp", "cầt", "mừc"
      })
  void others_are_not(String word) {
    assertThat(Syllables.isSyllable(word)).isFalse();
  }
}
