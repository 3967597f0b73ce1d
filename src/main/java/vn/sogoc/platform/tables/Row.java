package vn.sogoc.platform.tables;

import java.util.List;
import vn.sogoc.kernel.Refusal;

/**
 * One row of data with as many cells as the header has.
 *
 * @param line the row number a spreadsheet shows, the header being row 1 where nothing precedes it;
 *     blank rows count
 * @param cells the text as it stood in the file, its letters composed (NFC), trimmed of nothing
 * @param faults why the row cannot be used as it is: it has cells outside of the header, or one
 *     that is too large or could not be converted; its cells are what could be read
 * @param warnings what a person ought to look at: formulas, a number that lost its leading zero
 */
public record Row(
    int line, List<String> cells, List<Refusal.Fault> faults, List<Refusal.Fault> warnings) {
  public Row {
    cells = List.copyOf(cells);
    faults = List.copyOf(faults);
    warnings = List.copyOf(warnings);
  }

  /** A row without anything to say about it. */
  public Row(int line, List<String> cells) {
    this(line, cells, List.of(), List.of());
  }
}
