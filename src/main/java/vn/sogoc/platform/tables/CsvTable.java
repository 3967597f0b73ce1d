package vn.sogoc.platform.tables;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;

/**
 * Reads a hostile CSV file of one request (RFC 4180, with {@code ';'} as spreadsheets in Vietnam
 * write it) as a whole: UTF-8 with or without a byte order mark, quoted fields, any line ends.
 * Cells are data: a formula stays the text it is. {@link TableFile} reads more, and in less memory.
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
      throw Header.tooLarge(0, "", "at most " + limits.bytes() + " bytes", file.size() + " bytes");
    }
    String text = Utf8Text.of(file.toArray(), limits.lineBytes());
    char separator = Separator.of(text);
    TextRows raw = new TextRows(new StringReader(text), separator, limits);
    try (RowStream stream = RowStream.belowFirst(raw, limits)) {
      return new Table(stream.header(), rows(stream), separator);
    }
  }

  private static List<Row> rows(RowStream stream) {
    List<Row> rows = new ArrayList<>();
    List<Refusal.Fault> faults = new ArrayList<>();
    for (Row row = stream.next(); row != null; row = stream.next()) {
      for (Refusal.Fault fault : row.faults()) {
        switch (fault.code()) {
          case "too_large", "line_too_long" -> throw Header.tooLarge(fault);
          case "ragged_row", Unsound.CODE -> {
            if (faults.size() < FAULTS_SHOWN) {
              faults.add(fault);
            }
          }
          default -> {
            // letters that were lost: whoever reads the field names it
          }
        }
      }
      rows.add(row);
    }
    if (!faults.isEmpty()) {
      throw new Refusal(
          TableProblem.MALFORMED,
          "rows have another number of cells than the header, or characters that are no text",
          faults);
    }
    if (rows.isEmpty()) {
      throw new Refusal(TableProblem.EMPTY, "there is a header but no row");
    }
    return rows;
  }
}
