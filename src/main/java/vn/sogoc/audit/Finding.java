package vn.sogoc.audit;

/**
 * A row that is not what it must be.
 *
 * @param table of the row
 * @param key its primary key, parts joined by {@code /}
 * @param column the column that differs, several joined by {@code ,}, empty where it is the row
 * @param expected what follows from the signed and logged bytes
 * @param found what is stored; never a name or another word about a person
 */
public record Finding(String table, String key, String column, String expected, String found) {
  @Override
  public String toString() {
    return table
        + " "
        + key
        + (column.isEmpty() ? "" : " " + column)
        + ": expected "
        + expected
        + ", found "
        + found;
  }
}
