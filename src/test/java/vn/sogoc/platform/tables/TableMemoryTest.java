package vn.sogoc.platform.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a large file keeps alive while it is read: as much as a small one. */
class TableMemoryTest {
  private static final List<String> HEADER =
      List.of("Họ và tên", "Ngày sinh", "Số CCCD", "Nơi sinh");
  private static final int MEGABYTE = 1024 * 1024;

  @TempDir Path directory;

  @Test
  void a_million_rows_of_text() throws IOException {
    Path path = directory.resolve("large.csv");
    try (BufferedWriter out = Files.newBufferedWriter(path)) {
      out.write(String.join(";", HEADER) + "\n");
      for (int i = 1; i <= 1_000_000; i++) {
        out.write(String.join(";", row(i)) + "\n");
      }
    }
    assertThat(kept(path, 1_000_000)).isLessThan(8L * MEGABYTE);
  }

  @Test
  void a_hundred_thousand_rows_of_a_workbook() throws IOException {
    Path path = directory.resolve("large.xlsx");
    Iterator<List<String>> rows =
        IntStream.rangeClosed(1, 100_000).mapToObj(TableMemoryTest::row).iterator();
    try (OutputStream out = Files.newOutputStream(path)) {
      XlsxText.write(out, HEADER, rows);
    }
    assertThat(kept(path, 100_000)).isLessThan(8L * MEGABYTE);
  }

  @Test
  void shared_texts_take_little_more_than_their_bytes() throws IOException {
    StringBuilder items = new StringBuilder("<sst>");
    StringBuilder data = new StringBuilder(WorkbookFile.row(1, "a"));
    for (int i = 0; i < 50_000; i++) {
      items.append("<si><t>Nguyễn Thị ").append(i).append("</t></si>");
      data.append("<row><c t=\"s\"><v>").append(i).append("</v></c></row>");
    }
    Path path =
        new WorkbookFile()
            .part("xl/sharedStrings.xml", items.append("</sst>").toString())
            .data(data.toString())
            .in(directory);
    assertThat(kept(path, 50_000)).isLessThan(8L * MEGABYTE);
  }

  /** The most that was alive at every quarter of the way, less what was before. */
  private static long kept(Path path, int count) {
    long before = alive();
    long most = 0;
    int read = 0;
    try (TableFile file = TableFile.open(path, Limits.LARGE);
        RowStream rows = file.rows(new Layout(0, 1, 1, null))) {
      for (Row row = rows.next(); row != null; row = rows.next()) {
        read++;
        if (read % (count / 4) == 0) {
          most = Math.max(most, alive() - before);
        }
      }
    }
    assertThat(read).isEqualTo(count);
    return most;
  }

  private static long alive() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static List<String> row(int i) {
    return List.of(
        "Nguyễn Thị Hường " + i, "17/05/2001", "001301%06d".formatted(i % 1_000_000), "Hà Nội");
  }
}
