package vn.sogoc.platform.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTextTest {
  @Test
  void a_table_comes_back_as_it_went_out() {
    List<List<String>> rows =
        List.of(List.of("Nguyễn Thị Hường", "a;b,\"c\""), List.of("Sang", "x\ny"));
    Table table = CsvTable.parse(CsvText.of(List.of("Họ tên", "Khác"), rows), Limits.STANDARD);
    assertThat(table.rows().stream().map(Row::cells)).isEqualTo(rows);
  }

  @Test
  void the_file_starts_with_a_byte_order_mark() {
    assertThat(CsvText.of(List.of("a"), List.of()).hex()).startsWith("efbbbf");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"=1+1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "\u00A0\u3000=1", "＝1", "\n@"})
  void no_cell_starts_a_formula(String cell) {
    String text =
        new String(
            CsvText.of(List.of("a"), List.of(List.of(cell))).toArray(), StandardCharsets.UTF_8);
    assertThat(text.substring(text.indexOf('\n') + 1)).matches("(?s)\"?'.*");
  }

  @Test
  void ordinary_cells_stay_as_they_are() {
    assertThat(CsvText.guarded("H'Hen Niê")).isEqualTo("H'Hen Niê");
    assertThat(CsvText.guarded("0123")).isEqualTo("0123");
    assertThat(CsvText.guarded("a=b")).isEqualTo("a=b");
    assertThat(CsvText.guarded("")).isEmpty();
  }
}
