package vn.sogoc.platform.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.sogoc.kernel.Refusal;

/** What cells of a workbook become. */
class WorkbookTest {
  private static final Limits SMALL = new Limits(100_000, 50, 8, 2_000, 100);
  private static final Layout FIRST = new Layout(0, 1, 1, TextForm.UTF_8);

  @TempDir Path directory;

  @Test
  void texts_are_shared_inline_rich_and_escaped() throws IOException {
    WorkbookFile book =
        new WorkbookFile()
            .shared(
                "<t>Họ và tên</t>",
                "<r><t>Nguyễn </t></r><r><rPr><b/></rPr><t>Thị Hường</t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh>",
                "<t>a_x000D_b_x005F_x0041_</t>")
            .data(
                "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"inlineStr\"><is><t>b</t></is></c></row>"
                    + "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"B2\" t=\"s\"><v>2</v></c></row>"
                    + "<row><c t=\"str\"><v>=1+1</v></c><c t=\"inlineStr\"><is><r><t>x</t></r><r><t> y</t></r></is></c></row>");
    assertThat(rows(book, FIRST))
        .containsExactly(
            new Row(2, List.of("Nguyễn Thị Hường", "a\rb_x0041_")),
            new Row(3, List.of("=1+1", "x y")));
  }

  @ParameterizedTest
  @CsvSource({
    "42, 42",
    "8.5, 8.5",
    "7.2999999999999998, 7.3",
    "1E3, 1000",
    "1.5E-3, 0.0015",
    "-0, 0",
    "2026.0, 2026",
    "123456789012, 123456789012",
    "1.23456789012E11, 123456789012"
  })
  void numbers_are_as_typed(String stored, String shown) throws IOException {
    assertThat(single(numberCell(stored, 0)).cells()).containsExactly(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 01/01/1900, 02/01/1904",
    "59, 28/02/1900, 29/02/1904",
    "61, 01/03/1900, 02/03/1904",
    "37028, 17/05/2001, 18/05/2005",
    "37028.5, 17/05/2001 12:00:00, 18/05/2005 12:00:00",
    "37028.9999999, 18/05/2001, 19/05/2005",
    "0, , 01/01/1904",
    "60, , 01/03/1904",
    "-1, , ",
    "3000000, , "
  })
  void serials_are_days_of_either_system(String stored, String in1900, String in1904)
      throws IOException {
    WorkbookFile book = numberCell(stored, 1);
    Row of1900 = single(book);
    Row of1904 =
        single(book.sheets("date1904=\"1\"", "<sheet name=\"x\" sheetId=\"1\" r:id=\"rId1\"/>"));
    assertThat(of1900.cells().getFirst()).isEqualTo(in1900 == null ? stored : in1900);
    assertThat(of1900.faults()).hasSize(in1900 == null ? 1 : 0);
    assertThat(of1904.cells().getFirst()).isEqualTo(in1904 == null ? stored : in1904);
  }

  @Test
  void a_number_is_a_date_only_where_its_format_says_so() throws IOException {
    String[] dates = {
      "dd/mm/yyyy", "[$-42A]d mmm yy;@", "yyyy\\-mm\\-dd", "&quot;Ngày&quot; dd/mm/yyyy", "mm/yyyy"
    };
    for (String code : dates) {
      assertThat(single(numberCell("37028", 3).styles(code)).cells())
          .as(code)
          .containsExactly("17/05/2001");
    }
    String[] others = {
      "0.00", "#,##0 &quot;đồng&quot;", "General", "[Red]0", "@", "hh:mm", "0 &quot;day&quot;"
    };
    for (String code : others) {
      assertThat(single(numberCell("37028", 3).styles(code)).cells())
          .as(code)
          .containsExactly("37028");
    }
  }

  @Test
  void zeros_in_front_stay_where_the_format_shows_them_and_are_missed_where_not()
      throws IOException {
    assertThat(single(numberCell("1099000001", 2)).cells()).containsExactly("001099000001");
    assertThat(single(numberCell("912345678", 3).styles("0#########")).cells())
        .containsExactly("0912345678");
    Row lost = single(numberCell("79203004567", 0));
    assertThat(lost.cells()).containsExactly("79203004567");
    assertThat(lost.warnings())
        .extracting(Refusal.Fault::code, Refusal.Fault::column, Refusal.Fault::found)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("leading_zero_lost", "a", "11"));
    assertThat(single(numberCell("123456789012", 0)).warnings()).isEmpty();
  }

  @Test
  void a_formula_is_never_computed() throws IOException {
    Row known = single(cell("<c r=\"A2\"><f>1+1</f><v>3</v></c>"));
    assertThat(known.cells()).containsExactly("3");
    assertThat(known.warnings()).extracting(Refusal.Fault::code).containsExactly("formula");
    Row text = single(cell("<c r=\"A2\" t=\"str\"><f>HYPERLINK(\"http://x\")</f><v>Sang</v></c>"));
    assertThat(text.cells()).containsExactly("Sang");
    Row unknown = single(cell("<c r=\"A2\"><f>1+1</f></c><c r=\"B2\"><v>1</v></c>"));
    assertThat(unknown.faults()).extracting(Refusal.Fault::code).contains("formula_without_value");
  }

  @Test
  void truths_errors_and_days_as_text_stay_text() throws IOException {
    assertThat(single(cell("<c r=\"A2\" t=\"b\"><v>1</v></c>")).cells()).containsExactly("TRUE");
    assertThat(single(cell("<c r=\"A2\" t=\"e\"><v>#N/A</v></c>")).cells()).containsExactly("#N/A");
    assertThat(single(cell("<c r=\"A2\" t=\"d\"><v>2001-05-17T00:00:00</v></c>")).cells())
        .containsExactly("17/05/2001");
    assertThat(single(cell("<c r=\"A2\" t=\"n\"><v>abc</v></c>")).faults())
        .extracting(Refusal.Fault::code)
        .containsExactly("number_format");
  }

  @Test
  void empty_rows_count_and_hidden_ones_are_read_and_named() throws IOException {
    WorkbookFile book =
        new WorkbookFile()
            .data(
                WorkbookFile.row(1, "a", "b")
                    + WorkbookFile.row(4, "1")
                    + "<row r=\"5\"/>"
                    + WorkbookFile.row(9, "", "2").replace("<row ", "<row hidden=\"1\" "));
    try (TableFile file = TableFile.open(book.in(directory), SMALL);
        RowStream rows = file.rows(FIRST)) {
      assertThat(read(rows))
          .containsExactly(new Row(4, List.of("1", "")), new Row(9, List.of("", "2")));
      assertThat(rows.notes()).containsExactly(new Preview.Note("hidden_rows", 9, "", "9"));
    }
  }

  @Test
  void sheets_are_listed_and_read_by_choice() throws IOException {
    WorkbookFile book =
        new WorkbookFile()
            .sheets(
                "",
                "<sheet name=\"Ẩn\" sheetId=\"1\" state=\"veryHidden\" r:id=\"rId1\"/><sheet name=\"Lớp\" sheetId=\"2\" r:id=\"rId2\"/>")
            .data(WorkbookFile.row(1, "a") + WorkbookFile.row(2, "1"))
            .part(
                "xl/worksheets/sheet2.xml",
                "<worksheet><sheetData>"
                    + WorkbookFile.row(1, "b")
                    + WorkbookFile.row(2, "2")
                    + "</sheetData></worksheet>");
    try (TableFile file = TableFile.open(book.in(directory), SMALL)) {
      assertThat(file.sheets())
          .containsExactly(new Sheet(0, "Ẩn", true), new Sheet(1, "Lớp", false));
      try (RowStream rows = file.rows(new Layout(1, 1, 1, null))) {
        assertThat(rows.header()).containsExactly("b");
      }
    }
  }

  @Test
  void merged_titles_and_groups_are_seen() throws IOException {
    WorkbookFile book =
        new WorkbookFile()
            .data(
                WorkbookFile.row(1, "TRƯỜNG ĐẠI HỌC HỒNG LAM")
                    + WorkbookFile.row(2, "", "DANH SÁCH")
                    + WorkbookFile.row(4, "Họ và tên", "Ngày sinh", "Điểm", "", "Nơi sinh")
                    + WorkbookFile.row(5, "", "", "Nghe", "Nói", "")
                    + WorkbookFile.row(6, "Sang", "2001", "8", "9", "Hà Nội"));
    try (TableFile file = TableFile.open(book.in(directory), SMALL)) {
      for (Set<String> known : List.of(Set.of("Họ và tên", "Ngày sinh"), Set.<String>of())) {
        Preview preview = file.preview(0, known::contains);
        assertThat(preview.guess()).isEqualTo(new Layout(0, 4, 2, TextForm.UTF_8));
        try (RowStream rows = file.rows(preview.guess())) {
          assertThat(rows.header())
              .containsExactly("Họ và tên", "Ngày sinh", "Điểm Nghe", "Điểm Nói", "Nơi sinh");
          assertThat(read(rows)).extracting(Row::line).containsExactly(6);
        }
      }
    }
  }

  @Test
  void cells_outside_of_header_and_limits_are_faults_of_their_row() throws IOException {
    WorkbookFile book =
        new WorkbookFile()
            .data(
                WorkbookFile.row(1, "a", "b")
                    + WorkbookFile.row(2, "1", "2", "3")
                    + WorkbookFile.row(3, "1", "x".repeat(200))
                    + "<row r=\"4\"><c r=\"XFD4\"><v>1</v></c></row>"
                    + WorkbookFile.row(5, "1", "2", " "));
    assertThat(
            rows(book, FIRST).stream()
                .map(r -> r.faults().stream().map(Refusal.Fault::code).toList()))
        .containsExactly(
            List.of("ragged_row"), List.of("too_large"), List.of("too_large"), List.of());
  }

  @Test
  void a_column_typed_with_an_old_font_is_converted_only_when_told() throws IOException {
    WorkbookFile book =
        new WorkbookFile()
            .data(
                WorkbookFile.row(1, "Họ và tên", "Nơi sinh")
                    + WorkbookFile.row(2, "NguyÔn ThÞ H\u00ADêng", "Hà Nội")
                    + WorkbookFile.row(3, "§Æng V¨n Hïng", "Đà Nẵng")
                    + WorkbookFile.row(4, "Höôøng", "Huế")
                    + WorkbookFile.row(5, "Lª € Ba", "Huế"));
    try (TableFile file = TableFile.open(book.in(directory), SMALL)) {
      Preview preview = file.preview(0, Set.of("Họ và tên", "Nơi sinh")::contains);
      assertThat(preview.legacyColumns()).isEqualTo(Map.of(0, TextForm.TCVN3));
      assertThat(preview.notes()).extracting(Preview.Note::code).contains("capitals_unknown");
      try (RowStream rows = file.rows(preview.guess())) {
        assertThat(rows.next()).isEqualTo(new Row(2, List.of("NguyÔn ThÞ H\u00ADêng", "Hà Nội")));
      }
      try (RowStream rows =
          file.rows(new Layout(0, 1, 1, TextForm.UTF_8, preview.legacyColumns()))) {
        assertThat(rows.next()).isEqualTo(new Row(2, List.of("Nguyễn Thị Hường", "Hà Nội")));
        assertThat(rows.next()).isEqualTo(new Row(3, List.of("Đặng Văn Hùng", "Đà Nẵng")));
        Row other = rows.next();
        assertThat(other).isNotNull();
        assertThat(other.warnings())
            .extracting(Refusal.Fault::code)
            .containsExactly("conversion_doubtful");
        Row mixed = rows.next();
        assertThat(mixed).isNotNull();
        assertThat(mixed.faults())
            .extracting(Refusal.Fault::code)
            .containsExactly("not_convertible");
        assertThat(mixed.cells().getFirst()).isEqualTo("Lª € Ba");
      }
    }
  }

  @Test
  void a_header_typed_with_an_old_font_is_known_all_the_same() throws IOException {
    WorkbookFile book =
        new WorkbookFile()
            .data(
                WorkbookFile.row(1, "DANH S\u00B8CH")
                    + WorkbookFile.row(2, "Hä vµ tªn", "Ngµy sinh", "x".repeat(99))
                    + WorkbookFile.row(3, "Sang", "2001"));
    try (TableFile file = TableFile.open(book.in(directory), SMALL)) {
      Preview preview = file.preview(0, Set.of("Họ và tên", "Ngày sinh")::contains);
      assertThat(preview.guess().firstHeaderLine()).isEqualTo(2);
      assertThat(preview.legacyColumns()).isEqualTo(Map.of(0, TextForm.TCVN3, 1, TextForm.TCVN3));
      Layout told = new Layout(0, 2, 1, TextForm.UTF_8, preview.legacyColumns());
      try (RowStream rows = file.rows(told)) {
        assertThat(rows.header()).startsWith("Họ và tên", "Ngày sinh");
      }
    }
  }

  /** The JDK allows a hundred thousand letters from entities, and counts {@code &amp;} as one. */
  @Test
  void ampersands_are_no_entities_to_count() throws IOException {
    StringBuilder data = new StringBuilder(WorkbookFile.row(1, "a"));
    Random random = new Random(1);
    for (int i = 2; i < 1_302; i++) {
      StringBuilder cell = new StringBuilder();
      for (int k = 0; k < 100; k++) {
        cell.append((char) ('a' + random.nextInt(26))).append(random.nextInt(100)).append("&amp;");
      }
      data.append(WorkbookFile.row(i, cell.toString()));
    }
    Path path = new WorkbookFile().data(data.toString()).in(directory);
    try (TableFile file = TableFile.open(path, Limits.STANDARD);
        RowStream rows = file.rows(FIRST)) {
      assertThat(read(rows))
          .hasSize(1_300)
          .allMatch(r -> r.cells().getFirst().matches("([a-z][0-9]+&){100}"));
    }
  }

  private static WorkbookFile numberCell(String stored, int style) {
    return cell("<c r=\"A2\" s=\"" + style + "\"><v>" + stored + "</v></c>");
  }

  private static WorkbookFile cell(String cell) {
    return new WorkbookFile().data(WorkbookFile.row(1, "a") + "<row r=\"2\">" + cell + "</row>");
  }

  private Row single(WorkbookFile book) throws IOException {
    List<Row> rows = rows(book, FIRST);
    assertThat(rows).hasSize(1);
    return rows.getFirst();
  }

  private List<Row> rows(WorkbookFile book, Layout layout) throws IOException {
    try (TableFile file = TableFile.open(book.in(directory), SMALL);
        RowStream rows = file.rows(layout)) {
      return read(rows);
    }
  }

  private static List<Row> read(RowStream rows) {
    List<Row> read = new ArrayList<>();
    for (Row row = rows.next(); row != null; row = rows.next()) {
      read.add(row);
    }
    return read;
  }
}
