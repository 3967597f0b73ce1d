package vn.sogoc.platform.tables;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Refusal;

/**
 * An uploaded file that was recognised and bounded: which sheets it has, what its beginning looks
 * like, and its rows, read in order and one at a time. The file must not change while it is open;
 * it is opened once, and where a platform allows it its name may go then.
 */
public final class TableFile implements AutoCloseable {
  private static final int PREVIEW_ROWS = 20;
  private static final int SAMPLE_ROWS = 200;
  private static final int SHOWN = 200;
  private static final List<TextForm> IN_UNICODE =
      List.of(TextForm.TCVN3, TextForm.VNI, TextForm.LATIN_MOJIBAKE);

  private final Book book;
  private final Limits limits;
  private final List<RowStream> opened = new ArrayList<>();

  private TableFile(Book book, Limits limits) {
    this.book = book;
    this.limits = limits;
  }

  /**
   * Looks at the whole of a text, or at the packaging of a workbook.
   *
   * @throws Refusal with {@link TableProblem}: neither text nor XLSX, locked, with programs inside,
   *     damaged, or unpacking to too much
   */
  public static TableFile open(Path file, Limits limits) {
    try {
      long size = Files.size(file);
      if (size > limits.bytes()) {
        throw Header.tooLarge(0, "", "at most " + limits.bytes() + " bytes", size + " bytes");
      }
      byte[] start;
      try (InputStream in = Files.newInputStream(file)) {
        start = in.readNBytes(Magic.SIZE);
      }
      if (Magic.isPdf(start)) {
        throw Magic.unrecognised("a PDF", 0);
      }
      if (Magic.isCompoundFile(start)) {
        throw Workbook.ofCompoundFile(Magic.contains(file, "EncryptedPackage"));
      }
      Book book =
          Magic.isZip(start) ? Workbook.open(file, limits) : TextBook.open(file, start, limits);
      return new TableFile(book, limits);
    } catch (IOException e) {
      throw new UncheckedIOException("the uploaded file cannot be read", e);
    }
  }

  /** In the order of their tabs, hidden ones among them; a text file has one. */
  public List<Sheet> sheets() {
    return book.sheets();
  }

  /**
   * The beginning of a sheet and what it seems to be.
   *
   * @param isKnownHeader whether a text is the name of a column that the caller knows
   */
  public Preview preview(int sheet, Predicate<String> isKnownHeader) {
    refuseUnknown(sheet);
    Recognition recognition = book.recognition();
    List<Row> rows = new ArrayList<>();
    try (RawRows raw = book.rows(sheet)) {
      RawRow row = raw.next();
      while (row != null && rows.size() < SAMPLE_ROWS) {
        if (!row.isBlank()) {
          rows.add(new Row(row.line(), shown(row.cells(), recognition.form())));
        }
        row = raw.next();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the uploaded file cannot be read", e);
    }
    List<Row> first = rows.subList(0, Math.min(PREVIEW_ROWS, rows.size()));
    HeaderGuess header =
        HeaderGuess.of(
            first, name -> isKnownHeader.test(name) || oldForm(name, isKnownHeader) != null);
    Map<Integer, TextForm> legacy = Map.of();
    if (recognition.form() != null && recognition.form().isUnicode()) {
      legacy = legacyColumns(rows, header, isKnownHeader);
    }
    List<Preview.Note> notes = new ArrayList<>(book.notes());
    if (legacy.containsValue(TextForm.TCVN3)) {
      notes.add(new Preview.Note("capitals_unknown", 0, "", TextForm.TCVN3.words()));
    }
    return new Preview(
        new Layout(sheet, header.line(), header.lines(), recognition.form()),
        book.separator(),
        first,
        recognition.readings(),
        legacy,
        notes);
  }

  /**
   * The rows below a header, from the first.
   *
   * @throws Refusal with {@link TableProblem}: no header there, a header with empty or repeated
   *     names, or no form chosen where two are about as likely
   */
  public RowStream rows(Layout layout) {
    refuseUnknown(layout.sheet());
    TextForm form = layout.form() == null ? book.recognition().form() : layout.form();
    if (form == null) {
      throw uncertain(book.recognition());
    }
    if (book.isBytes() && form.isUnicode()) {
      throw Magic.unrecognised("text that is not " + form.words(), 0);
    }
    IntFunction<@Nullable TextForm> forms =
        column -> {
          TextForm own = layout.columns().get(column);
          return own == null ? form : own;
        };
    try {
      RowStream rows = RowStream.open(book.rows(layout.sheet()), layout, forms, limits);
      opened.add(rows);
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException("the uploaded file cannot be read", e);
    }
  }

  /** Closes every stream of rows that is still open; the file stays where it is. */
  @Override
  public void close() {
    opened.forEach(RowStream::close);
    try {
      book.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the uploaded file cannot be closed", e);
    }
  }

  /** Cells of a sample are cut: two hundred rows at once may be no larger than a few. */
  private static List<String> shown(List<String> cells, @Nullable TextForm form) {
    return cells.stream()
        .map(c -> form == null ? c : form.convert(c).orElse(c))
        .map(c -> c.length() > SHOWN ? c.substring(0, SHOWN) + "…" : c)
        .toList();
  }

  /** The columns whose cells, or whose name where it is a known one, were typed in an old form. */
  private static Map<Integer, TextForm> legacyColumns(
      List<Row> rows, HeaderGuess header, Predicate<String> isKnownHeader) {
    Map<Integer, List<String>> columns = new HashMap<>();
    Map<Integer, TextForm> legacy = new HashMap<>();
    for (Row row : rows) {
      for (int i = 0; i < row.cells().size(); i++) {
        String cell = row.cells().get(i);
        if (row.line() >= header.line() + header.lines()) {
          columns.computeIfAbsent(i, c -> new ArrayList<>()).add(cell);
        } else if (row.line() >= header.line()) {
          TextForm form = oldForm(cell.strip(), isKnownHeader);
          if (form != null) {
            legacy.put(i, form);
          }
        }
      }
    }
    columns.forEach(
        (column, cells) -> Recognition.ofColumn(cells).ifPresent(f -> legacy.put(column, f)));
    return legacy;
  }

  /** In which a name would be a known one that it is not as it stands; null where in none. */
  private static @Nullable TextForm oldForm(String name, Predicate<String> isKnownHeader) {
    if (name.isEmpty() || isKnownHeader.test(name)) {
      return null;
    }
    return IN_UNICODE.stream()
        .filter(form -> form.convert(name).filter(isKnownHeader).isPresent())
        .findFirst()
        .orElse(null);
  }

  private static Refusal uncertain(Recognition recognition) {
    return new Refusal(
        TableProblem.LETTERS_UNCERTAIN,
        "choose which of these reads right: "
            + String.join(
                ", ", recognition.readings().stream().map(r -> r.form().words()).toList()),
        recognition.readings().stream()
            .map(
                r ->
                    new Refusal.Fault(
                        "reads_as", 0, "", r.form().words(), String.join(" ", r.sample())))
            .toList());
  }

  private void refuseUnknown(int sheet) {
    if (sheet < 0 || sheet >= book.sheets().size()) {
      throw new Refusal(TableProblem.EMPTY, "the file has no sheet number " + (sheet + 1));
    }
  }
}
