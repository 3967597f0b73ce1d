package vn.sogoc.platform.tables;

import java.util.List;
import java.util.Map;

/**
 * The beginning of a sheet, and what it seems to be. Nothing here has been decided: a person may
 * choose another {@link Layout}.
 *
 * @param guess where the header seems to be and how the letters seem to be written; its form is
 *     null where {@code readings} has to be asked
 * @param separator of a text file: comma, semicolon or tab; a space for a workbook
 * @param rows the first rows that hold anything, at most 20, under the guess
 * @param readings where two forms read almost equally well: each with a sample, the better first;
 *     else one
 * @param legacyColumns columns of a Unicode file, from 0, that seem to be typed in an old font;
 *     they are converted only under a layout that says so
 * @param notes what a person ought to know: code, place and words, none of it a fault
 */
public record Preview(
    Layout guess,
    char separator,
    List<Row> rows,
    List<Reading> readings,
    Map<Integer, TextForm> legacyColumns,
    List<Note> notes) {
  public Preview {
    rows = List.copyOf(rows);
    readings = List.copyOf(readings);
    legacyColumns = Map.copyOf(legacyColumns);
    notes = List.copyOf(notes);
  }

  /**
   * One way to read the letters.
   *
   * @param form in which they would have been written
   * @param share of the words with marks that are Vietnamese syllables then, 0 to 1
   * @param sample lines of the file as they read then
   */
  public record Reading(TextForm form, double share, List<String> sample) {
    public Reading {
      sample = List.copyOf(sample);
    }
  }

  /**
   * What was seen in a file.
   *
   * @param code stable lower-case words joined by underscores
   * @param row the line it is about, 0 for the file
   * @param column its header or letter, empty for the row
   * @param found what was there
   */
  public record Note(String code, int row, String column, String found) {}
}
