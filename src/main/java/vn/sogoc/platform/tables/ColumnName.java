package vn.sogoc.platform.tables;

/** Columns as a spreadsheet names them: A, B, ... Z, AA. */
final class ColumnName {
  private static final int LETTERS = 26;

  private ColumnName() {}

  static String of(int index) {
    String letter = String.valueOf((char) ('A' + index % LETTERS));
    return index < LETTERS ? letter : of(index / LETTERS - 1) + letter;
  }
}
