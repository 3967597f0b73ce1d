package vn.sogoc.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an institution issued in a year.
 *
 * @param counting how far it is while rows are being counted
 * @param percent the same as a number
 * @param years to choose from
 * @param header of the table
 * @param rows of it: a name, then numbers
 * @param bars one for each kind
 * @param workbook where the table is to be had
 * @param text the same as CSV
 */
public record ReportsScreen(
    int year,
    @Nullable String counting,
    int percent,
    List<Choice> years,
    List<String> header,
    List<List<String>> rows,
    List<Bar> bars,
    String workbook,
    String text,
    List<Book> books) {
  public ReportsScreen {
    years = List.copyOf(years);
    header = List.copyOf(header);
    rows = List.copyOf(rows);
    bars = List.copyOf(bars);
    books = List.copyOf(books);
  }

  /** A kind as a bar of parts. */
  public record Bar(String kind, String issued, List<Part> parts) {
    public Bar {
      parts = List.copyOf(parts);
    }
  }

  /**
   * A part of a bar, in thousandths of the longest.
   *
   * @param look its class
   */
  public record Part(int from, int length, String look, String label) {}

  /** A register book to take along. */
  public record Book(String kind, String workbook, String text) {}
}
