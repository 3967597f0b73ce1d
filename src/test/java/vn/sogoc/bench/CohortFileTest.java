package vn.sogoc.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sogoc.platform.tables.Limits;
import vn.sogoc.platform.tables.Preview;
import vn.sogoc.platform.tables.Row;
import vn.sogoc.platform.tables.RowStream;
import vn.sogoc.platform.tables.TableFile;
import vn.sogoc.platform.tables.TextForm;

/** What the generator writes, the import reads: in every form. */
class CohortFileTest {
  private static final int ROWS = 3_000;

  @TempDir Path directory;

  @Test
  void people_are_the_same_in_every_run_and_have_numbers_of_their_own() {
    Set<String> numbers = new HashSet<>();
    int without = 0;
    int partial = 0;
    for (int i = 0; i < ROWS; i++) {
      List<String> person = Cohort.person(i);
      assertThat(person).isEqualTo(Cohort.person(i)).hasSameSizeAs(Cohort.HEADER);
      assertThat(Normalizer.isNormalized(person.get(1), Normalizer.Form.NFC)).isTrue();
      String number = person.get(6);
      without += number.isEmpty() ? 1 : 0;
      partial += person.get(2).length() < 10 ? 1 : 0;
      assertThat(number.isEmpty() || (number.matches("096[0-3][0-9]{8}") && numbers.add(number)))
          .isTrue();
    }
    assertThat(without).isBetween(60, 180);
    assertThat(partial).isBetween(20, 110);
  }

  @Test
  void every_form_is_read_as_what_it_is() throws IOException {
    for (TextForm form :
        List.of(
            TextForm.UTF_8,
            TextForm.UTF_16LE,
            TextForm.TCVN3,
            TextForm.VNI,
            TextForm.WINDOWS_1258)) {
      String word =
          form == TextForm.UTF_16LE
              ? "utf-16"
              : form.name().toLowerCase(Locale.ROOT).replace('_', '-');
      Path file = directory.resolve(word + ".csv");
      assertThat(run("--out", file.toString(), "--rows", "" + ROWS, "--form", word)).isZero();
      assertRead(file, form);
    }
    Path book = directory.resolve("people.xlsx");
    assertThat(run("--out", book.toString(), "--rows", "" + ROWS)).isZero();
    assertRead(book, TextForm.UTF_8);
  }

  @Test
  void other_words_are_told_how_it_is_used() {
    for (String[] words :
        new String[][] {
          {},
          {"--out"},
          {"--out", "x.pdf"},
          {"--out", "x.csv", "--rows", "0"},
          {"--out", "x.csv", "--form", "x"}
        }) {
      assertThat(run(words)).isEqualTo(64);
    }
  }

  private static int run(String... words) {
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return new CohortFile(nowhere, nowhere).run(List.of(words));
  }

  private static void assertRead(Path path, TextForm form) {
    try (TableFile file = TableFile.open(path, Limits.STANDARD)) {
      Preview preview = file.preview(0, Cohort.HEADER::contains);
      assertThat(preview.guess().form()).isEqualTo(form);
      int index = 0;
      try (RowStream rows = file.rows(preview.guess())) {
        assertThat(rows.header()).isEqualTo(Cohort.HEADER);
        for (Row row = rows.next(); row != null; row = rows.next()) {
          List<String> meant = Cohort.person(index++);
          assertThat(row.faults()).isEmpty();
          // Capitals with a tone are another font in TCVN3, and small letters in its text.
          assertThat(row.cells()).hasSameSizeAs(meant);
          assertThat(String.join(";", row.cells())).isEqualToIgnoringCase(String.join(";", meant));
        }
      }
      assertThat(index).isEqualTo(ROWS);
    }
  }
}
