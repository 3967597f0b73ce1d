package vn.sogoc.platform.tables;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;

/**
 * Reads a hostile CSV file (RFC 4180, with {@code ';'} as spreadsheets in Vietnam write it): UTF-8
 * with or without a byte order mark, quoted fields, any line ends. Cells are data: a formula stays
 * the text it is.
 */
public final class CsvTable {
  private static final int FAULTS_SHOWN = 100;

  private CsvTable() {}

  /**
   * The table, or a {@link Refusal} with a {@link TableProblem} that names line and column of each
   * structural fault.
   *
   * @param file the file as received
   */
  public static Table parse(Bytes file, Limits limits) {
    if (file.size() > limits.bytes()) {
      throw tooLarge(0, "", "at most " + limits.bytes() + " bytes", file.size() + " bytes");
    }
    String text = Utf8Text.of(file.toArray(), limits.lineBytes());
    char separator = separatorOf(text);
    List<Row> rows = new ArrayList<>();
    List<Refusal.Fault> faults = new ArrayList<>();
    List<String> header = List.of();
    int line = 0;
    try (CsvReader<CsvRecord> reader = reader(text, separator, limits)) {
      for (CsvRecord record : reader) {
        line++;
        if (record.getFields().stream().allMatch(String::isBlank)) {
          continue;
        }
        if (header.isEmpty()) {
          header = headerOf(record, line, limits);
        } else if (rows.size() == limits.rows()) {
          throw tooLarge(line, "", "at most " + limits.rows() + " rows", "more");
        } else if (record.getFieldCount() == header.size()) {
          rows.add(rowOf(record, line, header, limits));
        } else if (faults.size() < FAULTS_SHOWN) {
          faults.add(
              new Refusal.Fault(
                  "ragged_row",
                  line,
                  "",
                  header.size() + " cells, as in the header",
                  record.getFieldCount() + " cells"));
        }
      }
    } catch (CsvParseException e) {
      throw new Refusal(
          TableProblem.MALFORMED,
          "the quotes of row " + (line + 1) + " do not pair",
          List.of(
              new Refusal.Fault(
                  "quotes",
                  line + 1,
                  "",
                  "quoted cells that end before the next separator",
                  "a stray or open quote")));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory does not fail", e);
    }
    if (!faults.isEmpty()) {
      throw new Refusal(
          TableProblem.MALFORMED, "rows have another number of cells than the header", faults);
    }
    if (rows.isEmpty()) {
      throw new Refusal(
          TableProblem.EMPTY,
          header.isEmpty() ? "the file is empty" : "there is a header but no row");
    }
    return new Table(header, rows, separator);
  }

  private static CsvReader<CsvRecord> reader(String text, char separator, Limits limits) {
    // Wider and longer than allowed, so that our refusal names the place; the line limit has
    // bounded both already.
    CsvRecordHandler handler =
        CsvRecordHandler.of(
            c ->
                c.maxFields(limits.lineBytes() + 1)
                    .maxFieldSize(limits.bytes() + 1)
                    .maxRecordSize(limits.bytes() + 1));
    return CsvReader.builder()
        .fieldSeparator(separator)
        .skipEmptyLines(false)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .allowUnclosedQuote(false)
        .maxBufferSize(limits.bytes() + 1)
        .build(handler, text);
  }

  private static List<String> headerOf(CsvRecord record, int line, Limits limits) {
    if (record.getFieldCount() > limits.columns()) {
      throw tooLarge(line, "", "at most " + limits.columns() + " columns", "more");
    }
    List<String> names = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    List<Refusal.Fault> faults = new ArrayList<>();
    for (int i = 0; i < record.getFieldCount(); i++) {
      String name = Normalizer.normalize(record.getField(i).strip(), Normalizer.Form.NFC);
      String column = columnLetters(i);
      if (name.isEmpty()) {
        faults.add(new Refusal.Fault("empty_header", line, column, "a column name", ""));
      } else if (name.length() > limits.cell()) {
        throw tooLarge(line, column, "at most " + limits.cell() + " characters", "more");
      }
      Integer before = seen.putIfAbsent(name.toLowerCase(Locale.ROOT), i);
      if (before != null && !name.isEmpty()) {
        faults.add(
            new Refusal.Fault(
                "duplicate_header",
                line,
                column,
                "a name not used by column " + columnLetters(before),
                name));
      }
      names.add(name);
    }
    if (!faults.isEmpty()) {
      throw new Refusal(TableProblem.MALFORMED, "the header has empty or repeated names", faults);
    }
    return names;
  }

  private static Row rowOf(CsvRecord record, int line, List<String> header, Limits limits) {
    List<String> cells = record.getFields();
    for (int i = 0; i < cells.size(); i++) {
      if (cells.get(i).length() > limits.cell()) {
        throw tooLarge(
            line,
            header.get(i),
            "at most " + limits.cell() + " characters",
            cells.get(i).length() + " characters");
      }
    }
    return new Row(line, cells);
  }

  /** Commas against semicolons outside quotes in the first line that is not blank. */
  private static char separatorOf(String text) {
    int commas = 0;
    int semicolons = 0;
    boolean quoted = false;
    boolean blank = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      blank &= Character.isWhitespace(c);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && !blank && (c == '\n' || c == '\r')) {
        break;
      } else if (!quoted) {
        commas += c == ',' ? 1 : 0;
        semicolons += c == ';' ? 1 : 0;
      }
    }
    return semicolons > commas ? ';' : ',';
  }

  /** A, B, ... Z, AA: as a spreadsheet names its columns. */
  private static String columnLetters(int index) {
    String letter = String.valueOf((char) ('A' + index % 26));
    return index < 26 ? letter : columnLetters(index / 26 - 1) + letter;
  }

  private static Refusal tooLarge(int line, String column, String expected, String found) {
    return new Refusal(
        TableProblem.TOO_LARGE,
        "the table is larger than allowed: " + expected,
        List.of(new Refusal.Fault("too_large", line, column, expected, found)));
  }
}
