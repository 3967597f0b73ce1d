package vn.sogoc.platform.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.tables.RawRow.Mark;

/**
 * The rows below a header, once and in order, one in memory at a time. A row that cannot be used
 * comes with its faults and is not the end of the file. Used by one thread.
 */
public final class RowStream implements AutoCloseable {
  /** Letters that were lost: {@code Nguy?n}, or the replacement character. */
  private static final Pattern LOST = Pattern.compile("\\p{L}\\?+\\p{L}|\uFFFD");

  private final RawRows raw;
  private final Header header;
  private final IntFunction<@Nullable TextForm> forms;
  private final Limits limits;
  private int count;

  private RowStream(
      RawRows raw, Header header, IntFunction<@Nullable TextForm> forms, Limits limits) {
    this.raw = raw;
    this.header = header;
    this.forms = forms;
    this.limits = limits;
  }

  /**
   * Reads the header. Closes {@code raw} where that fails.
   *
   * @param forms what to convert a column from; null for none
   */
  static RowStream open(
      RawRows raw, Layout layout, IntFunction<@Nullable TextForm> forms, Limits limits) {
    boolean opened = false;
    try {
      Header header = Header.at(raw, layout, forms, limits);
      opened = true;
      return new RowStream(raw, header, forms, limits);
    } catch (IOException e) {
      throw new UncheckedIOException("the uploaded file cannot be read", e);
    } finally {
      if (!opened) {
        closed(raw);
      }
    }
  }

  /** The rows below the first that holds anything, in proper letters as they are. */
  static RowStream belowFirst(RawRows raw, Limits limits) {
    try {
      return new RowStream(raw, Header.first(raw, limits), column -> null, limits);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory does not fail", e);
    }
  }

  /** Names of the columns: trimmed, none empty, no two equal. */
  public List<String> header() {
    return header.names();
  }

  /**
   * The next row that holds anything, or null at the end.
   *
   * @throws Refusal with {@link TableProblem} where the rest cannot be read: broken quotes, a
   *     damaged workbook, more rows than allowed
   */
  public @Nullable Row next() {
    try {
      RawRow row = raw.next();
      while (row != null && row.isBlank()) {
        row = raw.next();
      }
      if (row == null) {
        return null;
      }
      count++;
      if (count > limits.rows()) {
        throw Header.tooLarge(row.line(), "", "at most " + limits.rows() + " rows", "more");
      }
      return fitted(row);
    } catch (IOException e) {
      throw new UncheckedIOException("the uploaded file cannot be read", e);
    }
  }

  /** What is known of the whole sheet once {@link #next} has returned null: hidden rows. */
  public List<Preview.Note> notes() {
    return raw.notes();
  }

  /** Lets go of the file. */
  @Override
  public void close() {
    closed(raw);
  }

  private Row fitted(RawRow row) {
    List<Refusal.Fault> faults = new ArrayList<>();
    row.faults().forEach(m -> faults.add(fault(row.line(), m)));
    List<Refusal.Fault> warnings = new ArrayList<>();
    row.warnings().forEach(m -> warnings.add(fault(row.line(), m)));
    int width = header.names().size();
    List<String> cells = new ArrayList<>(width);
    for (int i = 0; i < width; i++) {
      String typed = i < row.cells().size() ? row.cells().get(i) : "";
      cells.add(typed.isEmpty() ? typed : converted(row.line(), i, typed, faults, warnings));
    }
    long beyond = row.cells().stream().skip(width).filter(c -> !c.isBlank()).count();
    boolean isShort = row.cells().size() < width && !raw.mayBeShort();
    if ((beyond > 0 || isShort) && row.faults().isEmpty()) {
      faults.add(
          new Refusal.Fault(
              "ragged_row",
              row.line(),
              "",
              width + " cells, as in the header",
              row.cells().size() + " cells"));
    }
    return new Row(row.line(), cells, faults, warnings);
  }

  private String converted(
      int line,
      int column,
      String typed,
      List<Refusal.Fault> faults,
      List<Refusal.Fault> warnings) {
    TextForm form = forms.apply(column);
    String text = typed;
    if (form != null) {
      Optional<String> converted = form.convert(typed);
      text = converted.orElse(typed);
      if (converted.isEmpty()) {
        faults.add(fault(line, new Mark(column, "not_convertible", form.words(), typed)));
      } else if (!form.isUnicode() && !Recognition.isVietnamese(text)) {
        warnings.add(fault(line, new Mark(column, "conversion_doubtful", form.words(), text)));
      }
    }
    if (LOST.matcher(text).find()) {
      faults.add(fault(line, new Mark(column, "letters_lost", "", text)));
    }
    if (Unsound.isIn(text)) {
      text = Unsound.without(text);
      faults.add(fault(line, new Mark(column, Unsound.CODE, "", text)));
    }
    return composed(text);
  }

  static String composed(String text) {
    return Normalizer.isNormalized(text, Normalizer.Form.NFC)
        ? text
        : Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  private Refusal.Fault fault(int line, Mark mark) {
    String column = mark.column() == Mark.WHOLE_ROW ? "" : header.nameOf(mark.column());
    return new Refusal.Fault(mark.code(), line, column, mark.expected(), mark.found());
  }

  private static void closed(RawRows raw) {
    try {
      raw.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the uploaded file cannot be closed", e);
    }
  }
}
