package vn.sogoc.web;

import java.util.List;

/**
 * What is to be made of the columns of a list.
 *
 * @param sheets of the workbook; fewer than two where there is nothing to choose
 * @param orders in which dates may be written
 * @param readings how the letters can be read, where that is a question
 * @param notes what is worth knowing about the file, in sentences
 * @param missing what the kind needs and no column is suggested for, in words; empty where nothing
 */
public record ColumnsScreen(
    ImportHeader header,
    List<Choice> sheets,
    int headerLine,
    int headerLines,
    List<Choice> orders,
    List<Reading> readings,
    List<Column> columns,
    List<String> notes,
    String missing) {

  /** One way to read the letters, with lines of the file as they read then. */
  public record Reading(String form, String words, boolean chosen, List<String> sample) {}

  /**
   * A column.
   *
   * @param number from 1
   * @param sample what stands in it in the first rows
   * @param fields what it may hold, with the suggestion chosen
   * @param remembered whether the institution chose so before
   * @param forms in which it may have been typed; none where that is no question
   */
  public record Column(
      int number,
      String header,
      List<String> sample,
      List<Choice> fields,
      boolean remembered,
      List<Choice> forms) {}

  public ColumnsScreen {
    sheets = List.copyOf(sheets);
    orders = List.copyOf(orders);
    readings = List.copyOf(readings);
    columns = List.copyOf(columns);
    notes = List.copyOf(notes);
  }

  /** Whether there is a sheet to choose. */
  public boolean manySheets() {
    return sheets.size() > 1;
  }

  /** The sheet that the columns are those of. */
  public String sheet() {
    return sheets.stream().filter(Choice::chosen).findFirst().map(Choice::value).orElse("0");
  }

  /** Where the form goes. */
  public String action() {
    return header.path() + "/columns";
  }

  /** Where the form goes that gives the list up. */
  public String discard() {
    return header.path() + "/discard";
  }
}
