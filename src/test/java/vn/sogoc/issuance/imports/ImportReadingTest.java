package vn.sogoc.issuance.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sogoc.platform.tables.Layout;
import vn.sogoc.platform.tables.RowStream;
import vn.sogoc.platform.tables.TableFile;
import vn.sogoc.platform.tables.TextForm;

class ImportReadingTest {
  private static final int COLUMNS = 50;

  @TempDir Path directory;

  @Test
  void a_step_of_long_rows_ends_early_and_nothing_is_left_out() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < COLUMNS; i++) {
      text.append(i == 0 ? "" : ";").append("h").append(i);
    }
    String row = ("x".repeat(9_000) + ";").repeat(COLUMNS - 1) + "x\n";
    text.append('\n').append(row.repeat(25));
    Path file = Files.writeString(directory.resolve("list"), text);
    try (TableFile table = TableFile.open(file, FileLook.LIMITS);
        RowStream rows = table.rows(new Layout(0, 1, 1, TextForm.UTF_8))) {
      ImportReading.Pass pass = new ImportReading.Pass(rows);
      assertThat(pass.take(2_000)).hasSize(10);
      assertThat(pass.take(2_000)).hasSize(10);
      assertThat(pass.take(2_000)).hasSize(5);
      assertThat(pass.take(2_000)).isEmpty();
      assertThat(pass.atTheEnd()).isEmpty();
    }
  }
}
