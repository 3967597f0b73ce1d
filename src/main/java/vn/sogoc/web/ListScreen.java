package vn.sogoc.web;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One published list.
 *
 * @param domain of the issuer, from the trust register
 * @param changes what was decided about rows in all its versions, the newest first
 * @param columns what the legal regime shows of a row; empty where rows are answered one at a time
 * @param next path of the page of rows after, null on the last
 */
public record ListScreen(
    ListLine line,
    String domain,
    List<Change> changes,
    List<String> columns,
    List<Row> rows,
    @Nullable String next) {

  /**
   * Something that was decided about a row since.
   *
   * @param sentence key of the words
   * @param number of the row, counted from 1
   */
  public record Change(String sentence, int number, String decision, LocalDate date) {}

  /** A row; {@code number} counts from 1. */
  public record Row(int number, List<Cell> cells) {}

  /** A value with the name of its column, which a narrow screen writes beside it. */
  public record Cell(String label, String value) {}

  public ListScreen {
    changes = List.copyOf(changes);
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }
}
