package vn.sogoc.platform.tables;

import java.util.List;

/**
 * One row of data with as many cells as the header has.
 *
 * @param line the row number a spreadsheet shows, the header being row 1 where nothing precedes it;
 *     blank rows count
 * @param cells the text as it stood in the file, trimmed of nothing
 */
public record Row(int line, List<String> cells) {
  public Row {
    cells = List.copyOf(cells);
  }
}
