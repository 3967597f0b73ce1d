package vn.sogoc.platform.tables;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Refusal;

/** The names of the columns of a sheet: trimmed, composed, none empty, no two equal. */
record Header(List<String> names) {
  Header {
    names = List.copyOf(names);
  }

  /** The first row that holds anything. */
  static Header first(RawRows raw, Limits limits) throws IOException {
    RawRow first = raw.next();
    while (first != null && first.isBlank()) {
      first = raw.next();
    }
    if (first == null) {
      throw new Refusal(TableProblem.EMPTY, "the file is empty");
    }
    return checked(withoutEmptyEnd(texts(first, column -> null, limits)), first.line());
  }

  /** Passes over what stands above the header and reads it. */
  static Header at(RawRows raw, Layout layout, IntFunction<@Nullable TextForm> forms, Limits limits)
      throws IOException {
    RawRow first = raw.next();
    while (first != null && first.line() < layout.firstHeaderLine()) {
      first = raw.next();
    }
    if (first == null || first.line() != layout.firstHeaderLine() || first.isBlank()) {
      throw new Refusal(
          TableProblem.EMPTY, "line " + layout.firstHeaderLine() + " holds no header");
    }
    List<String> names = texts(first, forms, limits);
    if (layout.headerLines() == 2) {
      RawRow second = raw.next();
      if (second == null || second.line() != layout.firstHeaderLine() + 1) {
        throw new Refusal(
            TableProblem.EMPTY,
            "line " + (layout.firstHeaderLine() + 1) + " holds no second line of the header");
      }
      names = joined(names, texts(second, forms, limits));
    }
    return checked(withoutEmptyEnd(names), layout.firstHeaderLine());
  }

  /**
   * A group stands over its first column only, as merged cells do: it is said again for each name
   * below it, up to the next column that has a text above.
   */
  static List<String> joined(List<String> groups, List<String> names) {
    List<String> joined = new ArrayList<>();
    String group = "";
    for (int i = 0; i < Math.max(groups.size(), names.size()); i++) {
      String above = i < groups.size() ? groups.get(i) : "";
      String below = i < names.size() ? names.get(i) : "";
      group = above.isEmpty() && !below.isEmpty() ? group : above;
      joined.add((group + " " + below).strip());
    }
    return joined;
  }

  String nameOf(int column) {
    return column < names.size() ? names.get(column) : ColumnName.of(column);
  }

  private static List<String> texts(
      RawRow row, IntFunction<@Nullable TextForm> forms, Limits limits) {
    if (!row.faults().isEmpty()) {
      RawRow.Mark mark = row.faults().getFirst();
      String column = mark.column() < 0 ? "" : ColumnName.of(mark.column());
      Refusal.Fault fault =
          new Refusal.Fault(mark.code(), row.line(), column, mark.expected(), mark.found());
      boolean isLarge = mark.code().equals("too_large") || mark.code().equals("line_too_long");
      throw isLarge
          ? tooLarge(fault)
          : new Refusal(TableProblem.MALFORMED, "the header cannot be read", List.of(fault));
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < row.cells().size(); i++) {
      String typed = row.cells().get(i);
      TextForm form = forms.apply(i);
      String text = form == null ? typed : form.convert(typed).orElse(typed);
      if (Unsound.isIn(text)) {
        throw new Refusal(
            TableProblem.MALFORMED,
            "the header holds characters that are no text",
            List.of(
                new Refusal.Fault(
                    Unsound.CODE, row.line(), ColumnName.of(i), "", Unsound.without(text))));
      }
      texts.add(RowStream.composed(text.strip()));
    }
    if (texts.size() > limits.columns()) {
      throw tooLarge(row.line(), "", "at most " + limits.columns() + " columns", "more");
    }
    return texts;
  }

  /** Spreadsheets write separators for columns at the end that hold nothing. */
  private static List<String> withoutEmptyEnd(List<String> names) {
    int size = names.size();
    while (size > 0 && names.get(size - 1).isEmpty()) {
      size--;
    }
    return names.subList(0, size);
  }

  private static Header checked(List<String> names, int line) {
    Map<String, Integer> seen = new HashMap<>();
    List<Refusal.Fault> faults = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      String column = ColumnName.of(i);
      if (name.isEmpty()) {
        faults.add(new Refusal.Fault("empty_header", line, column, "a column name", ""));
        continue;
      }
      Integer before = seen.putIfAbsent(name.toLowerCase(Locale.ROOT), i);
      if (before != null) {
        faults.add(
            new Refusal.Fault(
                "duplicate_header",
                line,
                column,
                "a name not used by column " + ColumnName.of(before),
                name));
      }
    }
    if (!faults.isEmpty()) {
      throw new Refusal(TableProblem.MALFORMED, "the header has empty or repeated names", faults);
    }
    return new Header(names);
  }

  static Refusal tooLarge(int line, String column, String expected, String found) {
    return tooLarge(new Refusal.Fault("too_large", line, column, expected, found));
  }

  static Refusal tooLarge(Refusal.Fault fault) {
    return new Refusal(
        TableProblem.TOO_LARGE,
        "the table is larger than allowed: " + fault.expected(),
        List.of(fault));
  }
}
