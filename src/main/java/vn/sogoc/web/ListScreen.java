package vn.sogoc.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One published list.
 *
 * @param domain of the issuer, from the trust register
 * @param columns what the legal regime shows of a row; empty where rows are answered one at a time
 * @param next path of the page of rows after, null on the last
 */
public record ListScreen(
    ListLine line, String domain, List<String> columns, List<Row> rows, @Nullable String next) {

  /** A row; {@code number} counts from 1. */
  public record Row(int number, List<Cell> cells) {}

  /** A value with the name of its column, which a narrow screen writes beside it. */
  public record Cell(String label, String value) {}

  public ListScreen {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }
}
