package vn.sogoc.issuance.imports;

import java.util.List;

/**
 * What one repair would mend: a kind of fault, or of warning, in one column.
 *
 * @param ordinal from 0, in the order of first appearance
 * @param isFault whether it must be mended before the list can be committed
 * @param code stable lower-case words joined by underscores
 * @param column header of the column, empty where it is about whole rows
 * @param expected what would have been accepted
 * @param count how often it was found
 * @param examples the first few of them
 */
public record FindingGroup(
    int ordinal,
    boolean isFault,
    String code,
    String column,
    String expected,
    int count,
    List<Example> examples) {
  public FindingGroup {
    examples = List.copyOf(examples);
  }

  /**
   * One place.
   *
   * @param row the row number that a spreadsheet shows, 0 where it is about the whole list
   * @param found what was there; never a personal number
   */
  public record Example(int row, String found) {}
}
