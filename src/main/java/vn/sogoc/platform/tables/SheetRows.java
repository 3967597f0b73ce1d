package vn.sogoc.platform.tables;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.sogoc.platform.tables.RawRow.Mark;

/**
 * The rows of a sheet of a workbook (ECMA-376-1 §18.3.1), one in memory at a time. A formula is
 * never computed: the result that the spreadsheet program left in the file is the cell.
 */
final class SheetRows implements RawRows {
  private static final int LAST_ROW = 1_048_576;
  private static final int LAST_COLUMN = 16_384;
  private static final int SHORTENED_FROM = 10;
  private static final int SHORTENED_TO = 11;
  private static final int LINES_SHOWN = 20;

  private final Xml xml;
  private final SharedTexts shared;
  private final CellFormats formats;
  private final boolean from1904;
  private final Limits limits;

  private final List<Integer> hidden = new ArrayList<>();
  private int hiddenCount;
  private int line;
  private boolean inData;

  private final List<String> cells = new ArrayList<>();
  private final List<Mark> faults = new ArrayList<>();
  private final List<Mark> warnings = new ArrayList<>();
  private int column;
  private boolean tooWide;
  private int rowSize;

  SheetRows(Xml xml, SharedTexts shared, CellFormats formats, boolean from1904, Limits limits) {
    this.xml = xml;
    this.shared = shared;
    this.formats = formats;
    this.from1904 = from1904;
    this.limits = limits;
  }

  @Override
  public @Nullable RawRow next() {
    while (xml.next()) {
      if (xml.isStart("sheetData")) {
        inData = true;
      } else if (xml.isEnd("sheetData")) {
        inData = false;
      } else if (inData && xml.isStart("row")) {
        return row();
      }
    }
    return null;
  }

  private RawRow row() {
    String number = xml.attribute("r");
    int next = number == null ? line + 1 : parsed(number, LAST_ROW);
    if (next <= line || next > LAST_ROW) {
      throw ZipParts.broken("rows out of order");
    }
    line = next;
    boolean isHidden = xml.isTrue("hidden");
    cells.clear();
    faults.clear();
    warnings.clear();
    column = -1;
    tooWide = false;
    rowSize = 0;
    while (xml.next() && !xml.isEnd("row")) {
      if (xml.isStart("c")) {
        cell();
      }
    }
    RawRow row = new RawRow(line, List.copyOf(cells), List.copyOf(faults), List.copyOf(warnings));
    if (isHidden && !row.isBlank()) {
      hiddenCount++;
      if (hidden.size() < LINES_SHOWN) {
        hidden.add(line);
      }
    }
    return row;
  }

  private void cell() {
    String reference = xml.attribute("r");
    int next = reference == null ? column + 1 : columnOf(reference);
    if (next <= column || next >= LAST_COLUMN) {
      throw ZipParts.broken("cells out of order");
    }
    column = next;
    String type = xml.attribute("t");
    String style = xml.attribute("s");
    int format = style == null ? 0 : parsed(style, Integer.MAX_VALUE / 10);
    StringBuilder stored = new StringBuilder();
    String inline = null;
    boolean formula = false;
    boolean inValue = false;
    while (xml.next() && !xml.isEnd("c")) {
      if (xml.isStart("is")) {
        inline = RichText.read(xml, "is", limits.cell() + 1);
      } else if (xml.isStart("f")) {
        formula = true;
      } else if (xml.isStart("v")) {
        inValue = true;
      } else if (xml.isEnd("v")) {
        inValue = false;
      } else if (inValue && xml.isText()) {
        RichText.append(stored, xml.text(), limits.cell() + 1);
      }
    }
    String text =
        inline != null ? inline : text(type == null ? "n" : type, format, stored.toString());
    keep(text, formula);
  }

  private String text(String type, int format, String stored) {
    return switch (type) {
      case "s" -> sharedText(stored);
      case "str", "inlineStr" -> RichText.unescaped(stored);
      case "b" -> stored.equals("1") ? "TRUE" : stored.equals("0") ? "FALSE" : stored;
      case "d" -> IsoDay.shown(stored);
      case "n" -> stored.isEmpty() ? "" : number(format, stored.strip());
      default -> stored; // "e": #N/A and its like
    };
  }

  private String sharedText(String stored) {
    int index = stored.isEmpty() ? -1 : parsed(stored.strip(), Integer.MAX_VALUE / 10);
    if (index < 0 || index >= shared.size()) {
      throw ZipParts.broken("a cell with a text that is not there");
    }
    return shared.get(index);
  }

  private String number(int format, String stored) {
    if (formats.isDate(format)) {
      Optional<String> date = NumberText.date(stored, from1904);
      if (date.isEmpty()) {
        mark(faults, new Mark(column, "date_impossible", "", stored));
      }
      return date.orElse(stored);
    }
    Optional<String> plain = NumberText.plain(stored);
    if (plain.isEmpty()) {
      mark(faults, new Mark(column, "number_format", "", stored));
      return stored;
    }
    String digits = plain.get();
    if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return digits;
    }
    int shown = formats.digits(format);
    if (shown == 0 && digits.length() >= SHORTENED_FROM && digits.length() <= SHORTENED_TO) {
      // Only the length is told: the number may be a person's.
      mark(warnings, new Mark(column, "leading_zero_lost", "12", "" + digits.length()));
    }
    return "0".repeat(Math.max(0, shown - digits.length())) + digits;
  }

  private void keep(String text, boolean formula) {
    if (column >= limits.columns()) {
      if (!text.isBlank() && !tooWide) {
        tooWide = true;
        mark(
            faults,
            Mark.tooLarge(
                Mark.WHOLE_ROW,
                "at most " + limits.columns() + " columns",
                "column " + ColumnName.of(column)));
      }
      return;
    }
    if (formula && text.isEmpty()) {
      mark(faults, new Mark(column, "formula_without_value", "", ""));
    } else if (formula) {
      mark(warnings, new Mark(column, "formula", "", ""));
    }
    String kept = text;
    if (text.length() > limits.cell()) {
      mark(faults, Mark.tooLarge(column, "at most " + limits.cell() + " characters", "more"));
      kept = text.substring(0, limits.cell());
    }
    boolean didFit = rowSize <= limits.lineBytes();
    rowSize += kept.length();
    if (rowSize > limits.lineBytes()) {
      kept = ""; // the row is of no use, and what more it holds is not kept
      if (didFit) {
        faults.addFirst(
            new Mark(
                Mark.WHOLE_ROW,
                "line_too_long",
                "at most " + limits.lineBytes() + " characters",
                "more"));
      }
    }
    while (cells.size() < column) {
      cells.add("");
    }
    cells.add(kept);
  }

  /** Cells behind the last column that may be have nothing to say each on its own. */
  private void mark(List<Mark> marks, Mark mark) {
    if (mark.column() < limits.columns()) {
      marks.add(mark);
    }
  }

  /** The column of a reference such as {@code AB12}, whose row must be this one. */
  private int columnOf(String reference) {
    int index = 0;
    int i = 0;
    while (i < reference.length() && i < 3 && isLetter(reference.charAt(i))) {
      index = 26 * index + reference.charAt(i) - 'A' + 1;
      i++;
    }
    if (i == 0 || parsed(reference.substring(i), LAST_ROW) != line) {
      throw ZipParts.broken("a cell outside of its row");
    }
    return index - 1;
  }

  private static boolean isLetter(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private static int parsed(String digits, int most) {
    boolean fits = !digits.isEmpty() && digits.length() <= 9;
    for (int i = 0; fits && i < digits.length(); i++) {
      fits = digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
    }
    int number = fits ? Integer.parseInt(digits) : -1;
    if (number < 0 || number > most) {
      throw ZipParts.broken("a number where none can be");
    }
    return number;
  }

  @Override
  public List<Preview.Note> notes() {
    if (hiddenCount == 0) {
      return List.of();
    }
    String lines = String.join(", ", hidden.stream().map(String::valueOf).toList());
    String found = hiddenCount > hidden.size() ? lines + " … (" + hiddenCount + ")" : lines;
    return List.of(new Preview.Note("hidden_rows", hidden.getFirst(), "", found));
  }

  @Override
  public boolean mayBeShort() {
    return true;
  }

  @Override
  public void close() throws IOException {
    xml.close();
  }
}
