package vn.sogoc.issuance.supplement;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The rows of one person, as they stand in the list. */
final class PersonRows {
  /** A cell and the row that it stands in. */
  record Cell(int row, String text) {}

  /** A row of a course. */
  record CourseRow(int row, Map<SupplementColumn, String> cells) {
    String text(SupplementColumn column) {
      return cells.getOrDefault(column, "");
    }
  }

  private final int first;
  private final Map<SupplementColumn, Cell> head = new EnumMap<>(SupplementColumn.class);
  private final List<CourseRow> courses = new ArrayList<>();

  PersonRows(int first) {
    this.first = first;
  }

  /** The first row of the person. */
  int first() {
    return first;
  }

  /** What is said of the person; empty where nothing is. */
  String text(SupplementColumn column) {
    Cell cell = head.get(column);
    return cell == null ? "" : cell.text();
  }

  /** The row that says it. */
  int row(SupplementColumn column) {
    Cell cell = head.get(column);
    return cell == null ? first : cell.row();
  }

  List<CourseRow> courses() {
    return courses;
  }

  /** Takes a row; what it says of the person must be what the rows before it say. */
  void take(int row, Map<SupplementColumn, String> cells, Faults faults) {
    Map<SupplementColumn, String> own = new EnumMap<>(SupplementColumn.class);
    cells.forEach(
        (column, text) -> {
          if (!column.isOfPerson()) {
            own.put(column, text);
            return;
          }
          Cell before = head.putIfAbsent(column, new Cell(row, text));
          if (before != null && !before.text().equals(text)) {
            faults.add(row, "supplement_head_differs", column, before.text(), text);
          }
        });
    courses.add(new CourseRow(row, own));
  }
}
