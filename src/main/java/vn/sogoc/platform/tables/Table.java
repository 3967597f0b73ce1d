package vn.sogoc.platform.tables;

import java.util.List;

/**
 * A parsed table: every row has as many cells as the header.
 *
 * @param header names of the columns, trimmed, none empty, no two equal
 * @param rows the rows that hold anything, in file order
 * @param separator the one that was found, {@code ','} or {@code ';'}
 */
public record Table(List<String> header, List<Row> rows, char separator) {
  public Table {
    header = List.copyOf(header);
    rows = List.copyOf(rows);
  }
}
