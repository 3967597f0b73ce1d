package vn.sogoc.platform.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;

class CsvTableTest {
  private static final Limits SMALL = new Limits(2_000, 5, 4, 200, 50);

  @Test
  void comma_and_semicolon_with_and_without_mark_read_the_same() {
    for (String mark : List.of("", "\uFEFF")) {
      for (char separator : new char[] {',', ';'}) {
        for (String end : List.of("\n", "\r\n", "\r")) {
          String text =
              mark
                  + "Họ và tên,Ngày sinh"
                  + end
                  + "Nguyễn Thị Hường,17/05/2001"
                  + end
                  + "Sang,2001";
          Table table = parse(text.replace(',', separator));
          assertThat(table.separator()).isEqualTo(separator);
          assertThat(table.header()).containsExactly("Họ và tên", "Ngày sinh");
          assertThat(table.rows())
              .containsExactly(
                  new Row(2, List.of("Nguyễn Thị Hường", "17/05/2001")),
                  new Row(3, List.of("Sang", "2001")));
        }
      }
    }
  }

  @Test
  void quoted_cells_keep_separators_quotes_and_line_ends() {
    Table table = parse("\"tên, đủ\",x\n\"a \"\"b\"\"\",\"1\n2\"\nc,=1+1\n");
    assertThat(table.header()).containsExactly("tên, đủ", "x");
    assertThat(table.rows())
        .containsExactly(new Row(2, List.of("a \"b\"", "1\n2")), new Row(3, List.of("c", "=1+1")));
  }

  @Test
  void blank_rows_are_passed_over_but_keep_their_number() {
    Table table = parse("\n;;\na;b;c\n\n1;2;3\n; ;\n4;5;6\n\n");
    assertThat(table.rows()).extracting(Row::line).containsExactly(5, 7);
  }

  @Test
  void header_in_decomposed_form_is_composed() {
    String decomposed = java.text.Normalizer.normalize("Họ và tên", java.text.Normalizer.Form.NFD);
    assertThat(parse(decomposed + ",b\n1,2").header()).containsExactly("Họ và tên", "b");
  }

  @Test
  void ragged_rows_are_all_named() {
    Refusal refusal = refusal("a,b\n1\n1,2\n1,2,3\n");
    assertThat(refusal.type()).isEqualTo(TableProblem.MALFORMED);
    assertThat(refusal.faults())
        .extracting(Refusal.Fault::row, Refusal.Fault::found)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(2, "1 cells"),
            org.assertj.core.groups.Tuple.tuple(4, "3 cells"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b\n\"x,1\n", "a,b\nx\"y,1\n", "a,b\n\"x\"y,1\n"})
  void broken_quotes_are_refused_or_kept_whole(String text) {
    try {
      assertThat(parse(text).rows().getFirst().cells()).hasSize(2);
    } catch (Refusal refusal) {
      assertThat(refusal.type()).isEqualTo(TableProblem.MALFORMED);
      assertThat(refusal.faults().getFirst().row()).isEqualTo(2);
    }
  }

  @Test
  void empty_and_repeated_headers_are_named_by_column() {
    assertThat(refusal("a,,A\n1,2,3").faults())
        .extracting(Refusal.Fault::code, Refusal.Fault::column)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("empty_header", "B"),
            org.assertj.core.groups.Tuple.tuple("duplicate_header", "C"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\uFEFF", "\n\n", ";;;\n", "a,b", "a,b\n\n , \n"})
  void nothing_to_issue_is_refused(String text) {
    assertThat(refusal(text).type()).isEqualTo(TableProblem.EMPTY);
  }

  @Test
  void every_limit_holds() {
    assertThat(refusal("a\n" + "1\n".repeat(6)).type()).isEqualTo(TableProblem.TOO_LARGE);
    assertThat(refusal("a,b,c,d,e\n1,2,3,4,5").type()).isEqualTo(TableProblem.TOO_LARGE);
    assertThat(refusal("a\n" + "x".repeat(51)).type()).isEqualTo(TableProblem.TOO_LARGE);
    assertThat(refusal("a\n" + "x".repeat(201)).faults().getFirst().code())
        .isEqualTo("line_too_long");
    assertThat(refusal("a\n" + "xx\n".repeat(1000)).type()).isEqualTo(TableProblem.TOO_LARGE);
    assertThat(parse("a,b,c,d\n" + "1,2,3,4\n".repeat(5)).rows()).hasSize(5);
  }

  @Test
  void a_line_of_a_megabyte_is_refused_under_standard_limits() {
    byte[] line = ("a\n" + "x".repeat(1024 * 1024)).getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> CsvTable.parse(Bytes.of(line), Limits.STANDARD))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.type()).isEqualTo(TableProblem.TOO_LARGE));
  }

  @ParameterizedTest
  @CsvSource({"UTF-16LE, UTF-16", "UTF-16BE, UTF-16", "windows-1258, Windows-1258"})
  void other_encodings_are_named(String charset, String named) {
    String text =
        java.text.Normalizer.normalize(
            "Họ và tên,Nơi sinh\nĐặng Thị Hường,Hà Nội\n", java.text.Normalizer.Form.NFC);
    if (charset.startsWith("windows")) {
      // Windows-1258 keeps the vowel composed and writes the tone as a byte of its own.
      text = "Ho\u0323 và tên,Nơi sinh\nĐă\u0323ng Thi\u0323 Hươ\u0300ng,Hà Nô\u0323i\n";
    }
    Refusal refusal = refusal(text.getBytes(Charset.forName(charset)));
    assertThat(refusal.type()).isEqualTo(TableProblem.NOT_UTF8);
    assertThat(refusal.detail()).contains(named).contains("CSV UTF-8");
  }

  @Test
  void text_of_old_fonts_is_named_in_bytes_and_in_unicode() {
    String vni = "Hoï vaø teân,Nôi sinh\nÑaëng Thò Höôøng,Haø Noäi\n";
    String tcvn3 = "Hä vµ tªn,N¬i sinh\n§Æng ThÞ H\u00ADêng,Hµ Néi\n";
    for (Charset charset : List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_8)) {
      assertThat(refusal(vni.getBytes(charset)).detail()).contains("VNI");
      assertThat(refusal(tcvn3.getBytes(charset)).detail()).contains("TCVN3");
    }
    String mojibake =
        new String(
            "Nguyễn Thị Hường".getBytes(StandardCharsets.UTF_8), Charset.forName("windows-1252"));
    assertThat(refusal("ten\n" + mojibake + "\n").detail()).contains("Latin-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "H'Hen Niê",
        "Y Moan Ênuôl",
        "Nguyễn Anna-Maria",
        "Thạch Sâm",
        "Trần Jean René",
        "Souphanouvong",
        "Doãn Hoàng",
        "Luân Huê Nguyên",
        "Hoà",
        "Thuý"
      })
  void proper_names_are_no_legacy_text(String name) {
    assertThat(LegacyText.ofCell(name)).isEmpty();
  }

  @Test
  void workbooks_and_binaries_are_named() {
    assertThat(refusal(new byte[] {'P', 'K', 3, 4, 0, 0}).detail()).contains("Excel");
    assertThat(refusal("%PDF-1.7\n").detail()).contains("PDF");
    assertThat(refusal(new byte[] {0, 0, 0, 1, 0, 0}).type()).isEqualTo(TableProblem.NOT_UTF8);
    assertThat(refusal("a,b\nx\u0000y,aaaaaaaaaaa\n").faults().getFirst().row()).isEqualTo(2);
  }

  @Test
  void any_bytes_end_in_a_table_or_a_refusal() {
    Random random = new Random(20261124);
    byte[] alphabet = "a\",;\n\r\u0000=ễ\uFEFF ".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 20_000; i++) {
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      int size = random.nextInt(60);
      for (int k = 0; k < size; k++) {
        file.write(
            random.nextInt(4) == 0
                ? random.nextInt(256)
                : alphabet[random.nextInt(alphabet.length)]);
      }
      try {
        Table table = CsvTable.parse(Bytes.of(file.toByteArray()), SMALL);
        assertThat(table.rows()).allMatch(r -> r.cells().size() == table.header().size());
      } catch (Refusal refusal) {
        assertThat(refusal.type()).isInstanceOf(TableProblem.class);
      }
    }
  }

  private static Table parse(String text) {
    return CsvTable.parse(Bytes.of(text.getBytes(StandardCharsets.UTF_8)), SMALL);
  }

  private static Refusal refusal(String text) {
    return refusal(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Refusal refusal(byte[] file) {
    return catchThrowableOfType(Refusal.class, () -> CsvTable.parse(Bytes.of(file), SMALL));
  }
}
