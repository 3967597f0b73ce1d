package vn.sogoc.issuance.intake;

import vn.sogoc.kernel.Refusal;

/**
 * One thing that is wrong with a list, or worth a look.
 *
 * @param isFault whether it must be repaired; otherwise it is a warning that the approver
 *     acknowledges
 * @param code stable lower-case words joined by underscores; the words are in the catalogue under
 *     {@code fault.<code>}
 * @param row the row number that a spreadsheet shows, 0 where it is about the whole list
 * @param column header of the column as it stands in the file, or a field name where the file has
 *     no such column
 * @param expected what would have been accepted
 * @param found what was there; never a personal number
 */
public record Finding(
    boolean isFault, String code, int row, String column, String expected, String found) {
  static Finding fault(String code, int row, String column, String expected, String found) {
    return new Finding(true, code, row, column, expected, shown(found));
  }

  static Finding warning(String code, int row, String column, String expected, String found) {
    return new Finding(false, code, row, column, expected, shown(found));
  }

  /** What a table says of one of its rows. */
  public static Finding ofRow(boolean isFault, Refusal.Fault said) {
    return new Finding(
        isFault, said.code(), said.row(), said.column(), said.expected(), shown(said.found()));
  }

  /** The same in another column's name, or with nothing said of what was found there. */
  public Finding in(String otherColumn, String otherFound) {
    return new Finding(isFault, code, row, otherColumn, expected, otherFound);
  }

  /** The same as a fault of a refused request. */
  public Refusal.Fault toFault() {
    return new Refusal.Fault(code, row, column, expected, found);
  }

  private static String shown(String found) {
    return found.length() <= 80 ? found : found.substring(0, 80) + "…";
  }
}
