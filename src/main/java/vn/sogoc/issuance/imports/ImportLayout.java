package vn.sogoc.issuance.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.sogoc.issuance.intake.DateOrder;
import vn.sogoc.platform.tables.Layout;
import vn.sogoc.platform.tables.TextForm;

/**
 * How somebody wants a file to be read.
 *
 * @param sheet from 0
 * @param headerLine the first line of the header, as a spreadsheet numbers it
 * @param headerLines 1 or 2
 * @param form how the letters are written; null means as the file certainly is
 * @param columns those that a field is read from, or that are written in another form
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImportLayout(
    int sheet, int headerLine, int headerLines, @Nullable TextForm form, List<Column> columns) {
  public ImportLayout {
    columns = List.copyOf(columns);
  }

  /**
   * A column.
   *
   * @param column from 1
   * @param field what it holds; null where nothing is read from it
   * @param dates how its dates are written
   * @param form in which it was typed, where that is another than the rest's
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Column(
      int column, @Nullable String field, DateOrder dates, @Nullable TextForm form) {}

  /** The part that the table is read by. */
  Layout table() {
    Map<Integer, TextForm> forms = new HashMap<>();
    for (Column column : columns) {
      if (column.form() != null) {
        forms.put(column.column() - 1, column.form());
      }
    }
    return new Layout(sheet, headerLine, headerLines, form, forms);
  }

  /** Fields by column, from 0. */
  Map<Integer, String> fields() {
    Map<Integer, String> fields = new LinkedHashMap<>();
    for (Column column : columns) {
      if (column.field() != null) {
        fields.put(column.column() - 1, column.field());
      }
    }
    return fields;
  }

  /** How the dates of fields are written, where that was chosen. */
  Map<String, DateOrder> orders() {
    Map<String, DateOrder> orders = new HashMap<>();
    for (Column column : columns) {
      if (column.field() != null && column.dates() != DateOrder.USUAL) {
        orders.put(column.field(), column.dates());
      }
    }
    return orders;
  }
}
