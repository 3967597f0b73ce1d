package vn.sogoc.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a page in which two entries differ.
 *
 * @param picture of the page
 */
public record LegacyCompareScreen(
    String path,
    String picture,
    String title,
    int number,
    String first,
    String second,
    List<Line> lines) {

  /**
   * A line.
   *
   * @param cells the fields that differ
   * @param decided what was decided, in a sentence; null while nothing was
   * @param version of what one of the two proposed and the visitor may agree to, 0 where not
   * @param fields of the form that decides
   * @param open whether it is still to be decided
   */
  public record Line(
      int number,
      List<Cell> cells,
      @Nullable String decided,
      int version,
      List<LegacyField> fields,
      boolean open,
      List<NumberForm.FieldFault> faults) {
    public Line {
      cells = List.copyOf(cells);
      fields = List.copyOf(fields);
      faults = List.copyOf(faults);
    }

    /** What keeps the fields of one line from those of another on the page. */
    public String mark() {
      return "-" + number;
    }
  }

  /** A field in which they differ. */
  public record Cell(String label, String first, String second) {}

  public LegacyCompareScreen {
    lines = List.copyOf(lines);
  }
}
