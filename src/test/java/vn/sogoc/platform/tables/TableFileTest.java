package vn.sogoc.platform.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sogoc.kernel.Refusal;

/** Texts of all kinds, from the file to its rows. */
class TableFileTest {
  private static final Limits SMALL = new Limits(20_000, 5, 4, 200, 50);
  private static final Predicate<String> KNOWN =
      Set.of("Họ và tên", "Ngày sinh", "Nơi sinh")::contains;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t"})
  void any_separator_and_charset_reads_the_same(String separator) {
    for (String charset : List.of("UTF-8", "UTF-16LE", "UTF-16BE")) {
      String text =
          "\uFEFFHọ và tên,Ngày sinh\r\nNguyễn Thị Hường,17/05/2001\r\n".replace(",", separator);
      try (TableFile file = open(text.getBytes(Charset.forName(charset)), SMALL)) {
        Preview preview = file.preview(0, KNOWN);
        assertThat(preview.separator()).isEqualTo(separator.charAt(0));
        assertThat(preview.guess().form()).hasToString(charset.replace('-', '_'));
        assertThat(preview.notes()).isEmpty();
        assertThat(rows(file, preview.guess()))
            .containsExactly(new Row(2, List.of("Nguyễn Thị Hường", "17/05/2001")));
      }
    }
  }

  @Test
  void titles_above_the_header_are_passed_over() {
    String text =
        "TRƯỜNG ĐẠI HỌC, KHOA TOÁN\n\nDANH SÁCH TỐT NGHIỆP\n"
            + "Họ và tên;Ngày sinh;Nơi sinh\nSang;2001;Hà Nội\n";
    try (TableFile file = open(text, SMALL)) {
      Preview preview = file.preview(0, KNOWN);
      assertThat(preview.guess()).isEqualTo(new Layout(0, 4, 1, TextForm.UTF_8));
      assertThat(file.preview(0, name -> false).guess().firstHeaderLine()).isEqualTo(4);
      assertThat(rows(file, preview.guess())).extracting(Row::line).containsExactly(5);
    }
  }

  @Test
  void a_line_of_groups_above_the_names_is_joined_with_them() {
    String text = "Họ và tên;Điểm;;Ngày sinh\n;Nghe;Nói;\nSang;8,5;7;2001\n";
    try (TableFile file = open(text, SMALL)) {
      Layout layout = file.preview(0, KNOWN).guess();
      assertThat(layout.headerLines()).isEqualTo(2);
      try (RowStream rows = file.rows(layout)) {
        assertThat(rows.header())
            .containsExactly("Họ và tên", "Điểm Nghe", "Điểm Nói", "Ngày sinh");
      }
    }
  }

  @Test
  void decomposed_letters_are_composed_and_the_preview_says_so() {
    String text =
        Normalizer.normalize("Họ và tên;Ngày sinh\nH'Hen Niê;2001\n", Normalizer.Form.NFD);
    try (TableFile file = open(text, SMALL)) {
      Preview preview = file.preview(0, KNOWN);
      assertThat(preview.notes())
          .extracting(Preview.Note::code)
          .containsExactly("letters_decomposed");
      assertThat(rows(file, preview.guess()))
          .extracting(r -> r.cells().getFirst())
          .containsExactly("H'Hen Niê");
    }
  }

  @Test
  void a_bad_row_is_not_the_end_of_the_file() {
    String text =
        "a;b\n1\n"
            + "x".repeat(60)
            + ";1\n"
            + "y;".repeat(30)
            + "\n"
            + "z".repeat(300)
            + ";1\n1;2\n";
    try (TableFile file = open(text, SMALL)) {
      List<Row> rows = rows(file, new Layout(0, 1, 1, TextForm.UTF_8));
      assertThat(rows).extracting(Row::line).containsExactly(2, 3, 4, 5, 6);
      assertThat(rows.stream().map(r -> r.faults().stream().map(Refusal.Fault::code).toList()))
          .containsExactly(
              List.of("ragged_row"),
              List.of("too_large"),
              List.of("too_large"),
              List.of("line_too_long", "too_large"),
              List.of());
      assertThat(rows).allMatch(r -> r.cells().size() == 2);
    }
  }

  @Test
  void one_row_too_many_ends_the_file() {
    try (TableFile file = open("a\n" + "1\n".repeat(6), SMALL)) {
      Refusal refusal =
          catchThrowableOfType(Refusal.class, () -> rows(file, new Layout(0, 1, 1, null)));
      assertThat(refusal.type()).isEqualTo(TableProblem.TOO_LARGE);
      assertThat(refusal.faults().getFirst().row()).isEqualTo(7);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a;b\n1;2\n\"x;1\n3;4\n", "a;b\n1;2\n\"x\"y;1\n"})
  void broken_quotes_end_the_file_with_their_line(String text) {
    try (TableFile file = open(text, SMALL);
        RowStream rows = file.rows(new Layout(0, 1, 1, null))) {
      assertThat(rows.next()).isEqualTo(new Row(2, List.of("1", "2")));
      Refusal refusal = catchThrowableOfType(Refusal.class, rows::next);
      assertThat(refusal.faults().getFirst().code()).isEqualTo("quotes");
      assertThat(refusal.faults().getFirst().row()).isEqualTo(3);
    }
  }

  @Test
  void what_is_no_table_is_refused_by_content() {
    assertThat(refusal("%PDF-1.7\n").type()).isEqualTo(TableProblem.UNRECOGNISED);
    assertThat(refusal("a;b\nx\u0000;y\n").faults().getFirst().row()).isEqualTo(2);
    assertThat(refusal("a;b\n" + "1;2\n".repeat(9_999)).type()).isEqualTo(TableProblem.TOO_LARGE);
    assertThat(refusal("Ho ten\nNguy?n Th? H??ng\n").type()).isEqualTo(TableProblem.LETTERS_LOST);
  }

  @Test
  void any_bytes_end_in_rows_or_a_refusal() {
    Random random = new Random(20261126);
    byte[] alphabet = "a\",;\t\n\r?=ễ\uFEFF\u00DE\u00AD ".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 3_000; i++) {
      byte[] bytes = new byte[random.nextInt(60)];
      for (int k = 0; k < bytes.length; k++) {
        bytes[k] =
            random.nextInt(8) == 0
                ? (byte) random.nextInt(256)
                : alphabet[random.nextInt(alphabet.length)];
      }
      try (TableFile file = open(bytes, SMALL)) {
        Preview preview = file.preview(0, KNOWN);
        TextForm form = preview.readings().getFirst().form();
        Layout layout =
            new Layout(0, preview.guess().firstHeaderLine(), preview.guess().headerLines(), form);
        try (RowStream rows = file.rows(layout)) {
          for (Row row = rows.next(); row != null; row = rows.next()) {
            assertThat(row.cells()).hasSameSizeAs(rows.header());
          }
        }
      } catch (Refusal refusal) {
        assertThat(refusal.type()).isInstanceOf(TableProblem.class);
      }
    }
  }

  private Refusal refusal(String text) {
    return catchThrowableOfType(Refusal.class, () -> open(text, SMALL));
  }

  private TableFile open(String text, Limits limits) {
    return open(text.getBytes(StandardCharsets.UTF_8), limits);
  }

  private TableFile open(byte[] bytes, Limits limits) {
    try {
      return TableFile.open(Files.write(directory.resolve("list"), bytes), limits);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Row> rows(TableFile file, Layout layout) {
    List<Row> read = new ArrayList<>();
    try (RowStream rows = file.rows(layout)) {
      for (Row row = rows.next(); row != null; row = rows.next()) {
        read.add(row);
      }
    }
    return read;
  }
}
