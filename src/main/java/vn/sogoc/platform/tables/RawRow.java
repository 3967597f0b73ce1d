package vn.sogoc.platform.tables;

import java.util.List;

/** A row as a file holds it, before anybody knows which row is the header. */
record RawRow(int line, List<String> cells, List<Mark> faults, List<Mark> warnings) {
  /** Something about a cell, or about the row where the column is negative. */
  record Mark(int column, String code, String expected, String found) {
    static final int WHOLE_ROW = -1;

    private static final int SHOWN = 200;

    Mark {
      if (found.length() > SHOWN) {
        found = found.substring(0, SHOWN);
      }
    }

    static Mark tooLarge(int column, String expected, String found) {
      return new Mark(column, "too_large", expected, found);
    }
  }

  RawRow(int line, List<String> cells) {
    this(line, cells, List.of(), List.of());
  }

  boolean isBlank() {
    return faults.isEmpty() && cells.stream().allMatch(String::isBlank);
  }
}
