package vn.sogoc.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import vn.sogoc.document.Sheet.Align;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * A list on paper: a table over as many pages as it needs (A4 landscape, PDF/A-3b), its header on
 * each, with room in the last columns for somebody to write by hand.
 */
public final class TablePages {
  private static final float EDGE = 34;
  private static final float TOP = 92;
  private static final float BOTTOM = 40;
  private static final float HEADER = 30;
  private static final float ROW = 30;
  private static final float CELL = 4;
  private static final int ROWS = (int) ((Sheet.HEIGHT - TOP - HEADER - BOTTOM) / ROW);
  private static final Style TITLE = Style.of(Typeface.Use.TEXT_BOLD, 15, Ink.TEXT);
  private static final Style UNDER = Style.of(Typeface.Use.TEXT, 9.5f, Ink.TEXT);
  private static final Style HEAD = Style.of(Typeface.Use.TEXT_BOLD, 8.5f, Ink.TEXT);
  private static final Style TEXT = Style.of(Typeface.Use.TEXT, 9, Ink.TEXT);
  private static final Style FOOT = Style.of(Typeface.Use.TEXT, 8, Ink.QUIET);

  private TablePages() {}

  /**
   * A column.
   *
   * @param weight its share of the width
   */
  public record Column(String title, float weight) {}

  /**
   * What stands above the table of each page.
   *
   * @param institution at the upper left
   * @param title over the middle
   * @param about a line under it
   * @param page the word before the number of a page
   */
  public record Heading(String institution, String title, String about, String page) {}

  /**
   * Draws the list.
   *
   * @param rows as many cells as columns; a text that does not fit becomes smaller, and is never
   *     cut
   * @param at the moment that the file says it is of
   */
  public static Bytes of(
      Heading heading, List<Column> columns, Iterator<List<String>> rows, Instant at) {
    try (PDDocument file = new PDDocument(IOUtils.createTempFileOnlyStreamCache())) {
      Sheet.Stock stock = new Sheet.Stock(file);
      int number = 0;
      do {
        try (Sheet sheet = new Sheet(stock, Sheet.WIDTH, Sheet.HEIGHT)) {
          page(sheet, heading, columns, next(rows), ++number);
          sheet.end();
        }
      } while (rows.hasNext());
      Digest content =
          Digest.sha256((heading.title() + at).getBytes(java.nio.charset.StandardCharsets.UTF_8));
      return PrintFile.finished(file, new Imprint(heading.title(), at, content));
    } catch (IOException e) {
      throw new UncheckedIOException("a list on the disk of this node", e);
    }
  }

  private static List<List<String>> next(Iterator<List<String>> rows) {
    List<List<String>> some = new ArrayList<>();
    while (some.size() < ROWS && rows.hasNext()) {
      some.add(rows.next());
    }
    return some;
  }

  private static void page(
      Sheet sheet, Heading heading, List<Column> columns, List<List<String>> rows, int number)
      throws IOException {
    float[] edges = edges(columns);
    sheet.decoration(
        pen -> {
          line(sheet, heading.institution(), UNDER, EDGE, Sheet.WIDTH / 2, 38);
          centred(sheet, heading.title(), TITLE, 62);
          centred(sheet, heading.about(), UNDER, 80);
          for (int i = 0; i < columns.size(); i++) {
            cell(sheet, columns.get(i).title(), HEAD, edges[i], edges[i + 1], TOP, HEADER);
          }
          float y = TOP + HEADER;
          for (List<String> row : rows) {
            for (int i = 0; i < columns.size() && i < row.size(); i++) {
              cell(sheet, row.get(i), TEXT, edges[i], edges[i + 1], y, ROW);
            }
            y += ROW;
          }
          grid(sheet, edges, y, rows.size());
          String foot = heading.page() + " " + number;
          sheet.write(foot, FOOT, Align.RIGHT, Sheet.WIDTH - EDGE, Sheet.HEIGHT - 20);
        });
  }

  private static void grid(Sheet sheet, float[] edges, float bottom, int rows) throws IOException {
    float last = edges[edges.length - 1];
    for (float edge : edges) {
      sheet.line(Ink.QUIET, 0.5f, edge, TOP, edge, bottom);
    }
    sheet.line(Ink.QUIET, 0.9f, EDGE, TOP, last, TOP);
    for (int i = 0; i <= rows; i++) {
      float y = TOP + HEADER + i * ROW;
      sheet.line(Ink.QUIET, i == 0 ? 0.9f : 0.5f, EDGE, y, last, y);
    }
  }

  private static float[] edges(List<Column> columns) {
    float all = 0;
    for (Column column : columns) {
      all += column.weight();
    }
    float[] edges = new float[columns.size() + 1];
    edges[0] = EDGE;
    for (int i = 0; i < columns.size(); i++) {
      edges[i + 1] = edges[i] + columns.get(i).weight() / all * (Sheet.WIDTH - 2 * EDGE);
    }
    return edges;
  }

  /** Up to three lines in the middle of the cell's height. */
  private static void cell(
      Sheet sheet, String text, Style style, float left, float right, float top, float height)
      throws IOException {
    if (text.isEmpty()) {
      return;
    }
    Fit fit = Fit.of(printable(text), style, right - left - 2 * CELL, style.size() - 1.5f, 3);
    float size = fit.style().size();
    float baseline = top + (height - fit.depth(1.15f)) / 2 + size * 0.36f;
    for (String one : fit.lines()) {
      sheet.write(one, fit.style(), Align.LEFT, left + CELL, baseline);
      baseline += size * 1.15f;
    }
  }

  private static void line(Sheet sheet, String text, Style style, float x, float width, float y)
      throws IOException {
    Fit fit = Fit.oneLine(printable(text), style, width);
    sheet.write(fit.lines().getFirst(), fit.style(), Align.LEFT, x, y);
  }

  private static void centred(Sheet sheet, String text, Style style, float y) throws IOException {
    Fit fit = Fit.oneLine(printable(text), style, Sheet.WIDTH - 2 * EDGE);
    sheet.write(fit.lines().getFirst(), fit.style(), Align.CENTRE, Sheet.WIDTH / 2, y);
  }

  /** What somebody typed may have letters that no typeface has; the list is made nevertheless. */
  private static String printable(String text) {
    if (DocumentRenderer.unprintable(text).isEmpty()) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    text.codePoints()
        .mapToObj(Character::toString)
        .forEach(c -> kept.append(DocumentRenderer.unprintable(c).isEmpty() ? c : "?"));
    return kept.toString();
  }
}
