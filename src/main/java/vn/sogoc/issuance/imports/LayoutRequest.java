package vn.sogoc.issuance.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.sogoc.issuance.intake.DateOrder;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.kernel.Refusal.Fault;
import vn.sogoc.platform.tables.TextForm;

/**
 * How a file is to be read, as somebody sends it and is shown it again.
 *
 * @param sheet from 0; the first where none is named
 * @param form how the letters are written, one of {@code readings}; left out where there is no
 *     doubt
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ImportLayout")
record LayoutRequest(
    @Schema(minimum = "0") @Nullable Integer sheet,
    @Schema(minimum = "1") @Nullable Integer headerLine,
    @Schema(minimum = "1", maximum = "2") @Nullable Integer headerLines,
    @Nullable String form,
    @Schema(required = true) @Nullable List<ColumnChoice> columns) {
  private static final int MOST_COLUMNS = 200;

  /**
   * What is read from a column.
   *
   * @param column from 1
   * @param field one that the import lists; left out where nothing is read from it
   * @param dates usual, day_month_year, month_day_year or year_month_day
   * @param form where this column was typed in another form than the rest
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "ImportColumnChoice")
  record ColumnChoice(
      @Schema(required = true, minimum = "1") @Nullable Integer column,
      @Nullable String field,
      @Nullable String dates,
      @Nullable String form) {}

  static LayoutRequest of(ImportLayout layout) {
    TextForm form = layout.form();
    return new LayoutRequest(
        layout.sheet(),
        layout.headerLine(),
        layout.headerLines(),
        form == null ? null : FileLook.code(form),
        layout.columns().stream().map(LayoutRequest::choice).toList());
  }

  /**
   * What was chosen.
   *
   * @throws Refusal naming everything that is missing or unknown
   */
  static ImportLayout present(@Nullable LayoutRequest body) {
    if (body == null) {
      throw new Refusal(ImportProblem.LAYOUT_REFUSED, "send a JSON object with columns");
    }
    List<Fault> faults = new ArrayList<>();
    List<ImportLayout.Column> chosen = new ArrayList<>();
    List<ColumnChoice> columns = body.columns();
    if (columns == null || columns.isEmpty() || columns.size() > MOST_COLUMNS) {
      faults.add(
          new Fault("columns_missing", 0, "columns", "1 to " + MOST_COLUMNS + " columns", ""));
    } else {
      Set<Integer> seen = new HashSet<>();
      for (ColumnChoice column : columns) {
        read(column, seen, chosen, faults);
      }
    }
    int sheet = inRange("sheet", body.sheet(), 0, 0, 1000, faults);
    int line = inRange("headerLine", body.headerLine(), 1, 1, Integer.MAX_VALUE, faults);
    int lines = inRange("headerLines", body.headerLines(), 1, 1, 2, faults);
    TextForm form = form("form", body.form(), faults);
    if (!faults.isEmpty()) {
      throw new Refusal(
          ImportProblem.LAYOUT_REFUSED, "what the file is to be read by does not stand", faults);
    }
    return new ImportLayout(sheet, line, lines, form, chosen);
  }

  private static ColumnChoice choice(ImportLayout.Column column) {
    TextForm form = column.form();
    return new ColumnChoice(
        column.column(),
        column.field(),
        column.dates() == DateOrder.USUAL ? null : column.dates().code(),
        form == null ? null : FileLook.code(form));
  }

  private static void read(
      @Nullable ColumnChoice choice,
      Set<Integer> seen,
      List<ImportLayout.Column> chosen,
      List<Fault> faults) {
    if (choice == null) {
      faults.add(new Fault("columns_missing", 0, "columns", "an object for each column", ""));
      return;
    }
    int column = inRange("columns.column", choice.column(), 0, 1, MOST_COLUMNS, faults);
    if (!seen.add(column)) {
      faults.add(new Fault("column_chosen_twice", 0, "columns.column", "", "" + column));
    }
    String dates = choice.dates();
    DateOrder order =
        dates == null ? DateOrder.USUAL : DateOrder.ofCode(dates).orElse(DateOrder.USUAL);
    if (dates != null && DateOrder.ofCode(dates).isEmpty()) {
      faults.add(
          new Fault(
              "value_format",
              0,
              "columns.dates",
              "usual, day_month_year, month_day_year, year_month_day",
              dates));
    }
    String field = choice.field();
    chosen.add(
        new ImportLayout.Column(
            column,
            field == null || field.isBlank() ? null : field,
            order,
            form("columns.form", choice.form(), faults)));
  }

  private static @Nullable TextForm form(String name, @Nullable String code, List<Fault> faults) {
    if (code == null) {
      return null;
    }
    for (TextForm form : TextForm.values()) {
      if (FileLook.code(form).equals(code)) {
        return form;
      }
    }
    List<String> known = new ArrayList<>();
    for (TextForm form : TextForm.values()) {
      known.add(form.name().toLowerCase(Locale.ROOT));
    }
    faults.add(new Fault("value_format", 0, name, String.join(", ", known), code));
    return null;
  }

  /** A number in its range; where none was sent, the usual one, unless that is out of range too. */
  private static int inRange(
      String name, @Nullable Integer sent, int usual, int least, int most, List<Fault> faults) {
    int value = sent == null ? usual : sent;
    if (value < least || value > most) {
      faults.add(
          new Fault("value_format", 0, name, least + " to " + most, sent == null ? "" : "" + sent));
    }
    return value;
  }
}
