package vn.sogoc.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import vn.sogoc.platform.tables.CsvText;
import vn.sogoc.platform.tables.TextForm;
import vn.sogoc.platform.tables.XlsxText;

/**
 * {@code bench cohort}: a class list of invented people as a file, a workbook or a text in any form
 * that schools have.
 */
final class CohortFile {
  private static final int USAGE = 64;
  private static final int FAILED = 1;
  private static final int USUAL = 100_000;

  private final PrintStream out;
  private final PrintStream err;
  private int rows = USUAL;
  private String file = "";
  private TextForm form = TextForm.UTF_8;

  CohortFile(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  int run(List<String> arguments) {
    if (!understood(arguments) || !file.matches(".*\\.(csv|xlsx)")) {
      err.println(
          "usage: ./sogoc bench cohort --out FILE.csv|FILE.xlsx [--rows N]"
              + " [--form utf-8|utf-16|tcvn3|vni|windows-1258]");
      return USAGE;
    }
    try (OutputStream to =
        new BufferedOutputStream(Files.newOutputStream(Path.of(file)), 1 << 16)) {
      write(to);
      out.printf("%,d people in %s%n", rows, file);
      return 0;
    } catch (IOException e) {
      err.println("sogoc: " + file + " cannot be written: " + e.getMessage());
      return FAILED;
    }
  }

  private boolean understood(List<String> arguments) {
    for (int i = 0; i + 1 < arguments.size(); i += 2) {
      String value = arguments.get(i + 1);
      switch (arguments.get(i)) {
        case "--rows" ->
            rows = value.matches("1000000|[1-9][0-9]{0,5}") ? Integer.parseInt(value) : 0;
        case "--out" -> file = value;
        case "--form" -> {
          switch (value) {
            case "utf-8" -> form = TextForm.UTF_8;
            case "utf-16" -> form = TextForm.UTF_16LE;
            case "tcvn3" -> form = TextForm.TCVN3;
            case "vni" -> form = TextForm.VNI;
            case "windows-1258" -> form = TextForm.WINDOWS_1258;
            default -> {
              return false;
            }
          }
        }
        default -> {
          return false;
        }
      }
    }
    return arguments.size() % 2 == 0 && rows > 0;
  }

  private void write(OutputStream to) throws IOException {
    Iterator<List<String>> people = Cohort.of(rows);
    if (file.endsWith(".xlsx")) {
      XlsxText.write(to, Cohort.HEADER, people);
    } else if (form == TextForm.UTF_8) {
      CsvText.write(to, Cohort.HEADER, people);
    } else if (form == TextForm.UTF_16LE) {
      to.write(("\uFEFF" + line(Cohort.HEADER, "\t")).getBytes(StandardCharsets.UTF_16LE));
      while (people.hasNext()) {
        to.write(line(people.next(), "\t").getBytes(StandardCharsets.UTF_16LE));
      }
    } else {
      OldLetters letters = OldLetters.of(form);
      to.write(letters.bytes(line(Cohort.HEADER, ";")));
      while (people.hasNext()) {
        to.write(letters.bytes(line(people.next(), ";")));
      }
    }
  }

  /** No cell of the cohort holds a tab, a semicolon or a quote. */
  private static String line(List<String> cells, String separator) {
    return String.join(separator, cells) + "\r\n";
  }
}
