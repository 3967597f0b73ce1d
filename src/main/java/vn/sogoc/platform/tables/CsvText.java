package vn.sogoc.platform.tables;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import vn.sogoc.kernel.Bytes;

/**
 * Writes tables for people with spreadsheets: UTF-8 with a byte order mark (without it Excel breaks
 * Vietnamese letters), CRLF, and the guard of ASVS 1.2.10: a cell that would start a formula gets
 * an apostrophe in front.
 */
public final class CsvText {
  private static final String FORMULA_STARTS = "=+-@\t\r\n\u0000＝＋－＠";

  private CsvText() {}

  /** The whole file. Rows may be longer or shorter than the header. */
  public static Bytes of(List<String> header, Iterable<List<String>> rows) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      write(file, header, rows.iterator());
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return Bytes.of(file.toByteArray());
  }

  /** The same row by row, where nobody wants the whole file in memory. */
  public static void write(OutputStream out, List<String> header, Iterator<List<String>> rows)
      throws IOException {
    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8).append('\uFEFF');
    CsvWriter writer = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
    writer.writeRecord(guarded(header));
    while (rows.hasNext()) {
      writer.writeRecord(guarded(rows.next()));
    }
    writer.flush(); // the stream stays open: it is the caller's
    text.flush();
  }

  private static List<String> guarded(List<String> cells) {
    return cells.stream().map(CsvText::guarded).toList();
  }

  /** The cell as it is safe to open in a spreadsheet. */
  static String guarded(String cell) {
    int start = 0;
    while (start < cell.length() && Character.isSpaceChar(cell.charAt(start))) {
      start++;
    }
    boolean formula = start < cell.length() && FORMULA_STARTS.indexOf(cell.charAt(start)) >= 0;
    return formula ? "'" + cell : cell;
  }
}
