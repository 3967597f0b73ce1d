package vn.sogoc.web;

import java.util.List;

/**
 * Faults or warnings of one sort in one column.
 *
 * @param column as the file names it; empty where it is about whole rows
 * @param count how often
 * @param cure what to do about all of them; empty where the sentences say it
 * @param examples the first few
 */
public record FindingsLine(String column, String count, String cure, List<Example> examples) {

  /**
   * One place.
   *
   * @param row as a spreadsheet numbers it; 0 where it is about the whole list
   */
  public record Example(int row, String sentence) {}

  public FindingsLine {
    examples = List.copyOf(examples);
  }
}
