package vn.sogoc.web;

import java.util.List;

/**
 * Printers for numbered blanks.
 *
 * @param sheets calibration sheets, one for each size of paper: path and name
 * @param runs whether the visitor may change any
 */
public record PrintersScreen(
    String at,
    String institution,
    String office,
    List<Line> lines,
    List<Choice> sheets,
    boolean runs) {

  /**
   * One printer.
   *
   * @param sheet path of the sheet with its own setting
   * @param remove where it is forgotten
   */
  public record Line(
      String name, String right, String down, String stretch, String sheet, String remove) {}

  public PrintersScreen {
    lines = List.copyOf(lines);
    sheets = List.copyOf(sheets);
  }
}
