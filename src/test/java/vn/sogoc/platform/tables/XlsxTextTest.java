package vn.sogoc.platform.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workbooks out, and back in: our own, and those of another library in both directions. */
class XlsxTextTest {
  private static final List<String> HEADER = List.of("Họ và tên", "Số", "Lý do");
  private static final List<List<String>> ROWS =
      List.of(
          List.of("Nguyễn Thị Hường", "001099000001", "=1+1"),
          List.of("H'Hen Niê <&>\"", "-5", "+84"),
          List.of("a\rb\u0001\nc", "_x0041_", "  x  "),
          List.of("\uD83C\uDF93", "\uD800", "\tz"));

  @TempDir Path directory;

  @Test
  void a_table_comes_back_as_it_went_out() throws IOException {
    List<List<String>> read = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    try (TableFile file =
            TableFile.open(Files.write(directory.resolve("x"), written()), Limits.STANDARD);
        RowStream rows = file.rows(new Layout(0, 1, 1, null))) {
      assertThat(rows.header()).isEqualTo(HEADER);
      for (Row row = rows.next(); row != null; row = rows.next()) {
        row.faults().forEach(f -> faults.add(f.code() + f.row() + f.column()));
        assertThat(row.warnings()).isEmpty();
        read.add(row.cells());
      }
    }
    assertThat(read.subList(0, 2)).isEqualTo(ROWS.subList(0, 2));
    assertThat(read.get(2)).containsExactly("a\rb\nc", "_x0041_", "  x  ");
    assertThat(read.get(3)).containsExactly("\uD83C\uDF93", "", "\tz");
    // Control characters and half a character are written as they are, and taken from nobody.
    assertThat(faults).containsExactly("control_character4Họ và tên", "control_character5Số");
  }

  @Test
  void the_same_rows_give_the_same_bytes() throws IOException {
    assertThat(written()).isEqualTo(written());
  }

  @Test
  void another_library_sees_texts_only() throws IOException {
    try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(written()))) {
      List<org.dhatim.fastexcel.reader.Row> rows = book.getFirstSheet().read();
      assertThat(rows.get(1).getCellText(0)).isEqualTo("Nguyễn Thị Hường");
      assertThat(rows.get(1).getCell(1).getType()).isEqualTo(CellType.STRING);
      assertThat(rows.get(1).getCell(2).getType()).isEqualTo(CellType.STRING);
      assertThat(rows.get(1).getCellText(2)).isEqualTo("=1+1");
      assertThat(rows.get(2).getCellText(0)).isEqualTo("H'Hen Niê <&>\"");
    }
  }

  @Test
  void what_another_library_wrote_is_read() throws IOException {
    Path path = directory.resolve("theirs");
    try (Workbook book = new Workbook(Files.newOutputStream(path), "x", "1.0")) {
      Worksheet sheet = book.newWorksheet("Lớp");
      sheet.value(0, 0, "Họ và tên");
      sheet.value(0, 1, "Ngày sinh");
      sheet.value(0, 2, "Điểm");
      sheet.value(0, 3, "Số");
      sheet.value(0, 4, "Tổng");
      sheet.value(1, 0, "Nguyễn Thị Hường");
      sheet.value(1, 1, LocalDate.of(2001, 5, 17));
      sheet.style(1, 1).format("dd/MM/yyyy").set();
      sheet.value(1, 2, new BigDecimal("7.3"));
      sheet.value(1, 3, 1_099_000_001L);
      sheet.style(1, 3).format("000000000000").set();
      sheet.formula(1, 4, "C2*2");
      book.newWorksheet("Ẩn").setVisibilityState(org.dhatim.fastexcel.VisibilityState.HIDDEN);
    }
    try (TableFile file = TableFile.open(path, Limits.STANDARD)) {
      assertThat(file.sheets())
          .containsExactly(new Sheet(0, "Lớp", false), new Sheet(1, "Ẩn", true));
      Preview preview = file.preview(0, "Họ và tên"::equals);
      try (RowStream rows = file.rows(preview.guess())) {
        Row row = rows.next();
        assertThat(row).isNotNull();
        assertThat(row.cells())
            .containsExactly("Nguyễn Thị Hường", "17/05/2001", "7.3", "001099000001", "");
        assertThat(row.faults().getFirst().code()).isEqualTo("formula_without_value");
        assertThat(rows.next()).isNull();
      }
    }
  }

  private static byte[] written() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    XlsxText.write(out, HEADER, ROWS.iterator());
    return out.toByteArray();
  }
}
