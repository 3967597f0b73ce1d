package vn.sogoc.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stock of blanks of the visitor's institution, and a year's reconciliation.
 *
 * @param years to choose from
 * @param header of the reconciliation
 * @param rows of it
 * @param series to choose from; empty while none came
 * @param kinds that blanks are of
 * @param keeps whether the visitor keeps the stock
 * @param typed what stands in the form that was sent
 */
public record BlanksScreen(
    int year,
    List<Choice> years,
    List<String> header,
    List<Row> rows,
    List<Line> lines,
    List<Choice> series,
    List<Choice> kinds,
    boolean keeps,
    String workbook,
    String text,
    Typed typed,
    List<NumberForm.FieldFault> faults) {
  public BlanksScreen {
    years = List.copyOf(years);
    header = List.copyOf(header);
    rows = List.copyOf(rows);
    lines = List.copyOf(lines);
    series = List.copyOf(series);
    kinds = List.copyOf(kinds);
    faults = List.copyOf(faults);
  }

  /**
   * A series at the end of the year.
   *
   * @param wrong whether something is missing, or too much is there
   */
  public record Row(List<String> cells, boolean wrong) {
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /** A series now. */
  public record Line(String kind, String name, String free, String ranges) {}

  /**
   * What was typed.
   *
   * @param form which of the forms
   */
  public record Typed(
      String form,
      String prefix,
      String digits,
      String first,
      String last,
      String document,
      String numbers,
      String reason,
      String council,
      String police,
      String quantity,
      @Nullable String date) {
    static final Typed NONE = new Typed("", "", "6", "", "", "", "", "", "", "", "", null);
  }

  /** Whether a field of a form is to be corrected. */
  public boolean wrong(String form, String field) {
    return typed.form().equals(form)
        && faults.stream().anyMatch(fault -> fault.field().equals(form + "-" + field));
  }
}
