package vn.sogoc.issuance.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sogoc.credential.Catalogue;

class FileLookTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "001203004567",
        "001 203 004 567",
        "001--203--004--567",
        "001 - 203 . 004/567",
        "001\u00A0\u00A0203\u2013004\u2009567",
        "0_0_1_2_0_3_0_0_4_5_6_7",
        "001203004 567"
      })
  void a_long_number_is_masked_whatever_stands_between_its_digits(String number) {
    assertThat(FileLook.shown("Mai " + number + " x")).doesNotContain("203").contains("•••");
  }

  @Test
  void a_number_is_masked_before_a_text_is_cut_and_the_cut_leaves_no_half_character() {
    assertThat(FileLook.shown("x".repeat(193) + "001203004567")).doesNotContain("0012030");
    assertThat(FileLook.shown("x".repeat(199) + "\uD83D\uDE00")).isEqualTo("x".repeat(199) + "…");
    assertThat(FileLook.shown("a\u0000b\u0007c")).isEqualTo("abc");
    assertThat(FileLook.shown("17/05/2003")).isEqualTo("17/05/2003");
  }

  @Test
  @Timeout(5)
  void texts_made_to_be_slow_are_not() {
    FileLook.shown("1 ".repeat(7).repeat(1) + " ".repeat(200_000));
    FileLook.shown(("1".repeat(8) + "x" + " ".repeat(50)).repeat(10_000));
  }

  @Test
  void columns_of_numbers_passports_and_ethnicities_are_masked_in_the_sample() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("list"),
            "Họ và tên;Số CCCD;Số hộ chiếu;Dân tộc\n"
                + "Nguyễn Thị A;001203004567;B7654321;Kinh\n"
                + "Nguyễn Thị B;0012;;Mường\n");
    FileDescription look = FileLook.of(file, Catalogue.load());
    assertThat(look.toString()).doesNotContain("Kinh").doesNotContain("B7654321");
    assertThat(look.header()).containsExactly("Họ và tên", "Số CCCD", "Số hộ chiếu", "Dân tộc");
    assertThat(look.sample().get(0).cells()).isEqualTo(look.header());
    assertThat(look.sample().get(1).cells())
        .containsExactly("Nguyễn Thị A", "•••567", "•••", "•••");
    assertThat(look.sample().get(2).cells()).containsExactly("Nguyễn Thị B", "•••", "", "•••");
  }
}
