package vn.sogoc.issuance.imports;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.issuance.imports.FileDescription.LegacyColumn;
import vn.sogoc.issuance.imports.FileDescription.Note;
import vn.sogoc.issuance.imports.FileDescription.Reading;
import vn.sogoc.issuance.imports.FileDescription.SampleRow;
import vn.sogoc.issuance.imports.FileDescription.SheetName;
import vn.sogoc.issuance.intake.Columns;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.tables.Layout;
import vn.sogoc.platform.tables.Limits;
import vn.sogoc.platform.tables.Preview;
import vn.sogoc.platform.tables.RowStream;
import vn.sogoc.platform.tables.Sheet;
import vn.sogoc.platform.tables.TableFile;
import vn.sogoc.platform.tables.TableProblem;
import vn.sogoc.platform.tables.TextForm;

/** Looks at the beginning of an uploaded file. */
final class FileLook {
  static final Limits LIMITS = Limits.LARGE;

  private static final int SHOWN = 200;

  /** As long as a personal number that lost its zeros, with what people put between digits. */
  private static final Pattern LONG_NUMBER = Pattern.compile("[0-9](?:[ .-]?[0-9]){8,}");

  private static final int LAST_DIGITS = 3;

  private FileLook() {}

  /**
   * What the file looks like on its first sheet that is not hidden.
   *
   * @throws Refusal where it is no table, or a hostile one
   */
  static FileDescription of(Path file, Catalogue catalogue) {
    try (TableFile table = TableFile.open(file, LIMITS)) {
      List<Sheet> sheets = table.sheets();
      int sheet = sheets.stream().filter(s -> !s.hidden()).findFirst().map(Sheet::index).orElse(0);
      Preview preview = table.preview(sheet, name -> Columns.fieldOf(name, catalogue).isPresent());
      Layout guess = preview.guess();
      TextForm form = guess.form();
      return new FileDescription(
          sheets.stream().map(s -> new SheetName(s.index(), shown(s.name()), s.hidden())).toList(),
          sheet,
          form == null ? null : code(form),
          String.valueOf(preview.separator()),
          guess.firstHeaderLine(),
          guess.headerLines(),
          header(table, guess),
          preview.rows().stream().map(r -> new SampleRow(r.line(), shown(r.cells()))).toList(),
          preview.readings().stream()
              .map(r -> new Reading(code(r.form()), r.form().words(), shown(r.sample())))
              .toList(),
          preview.legacyColumns().entrySet().stream()
              .map(e -> new LegacyColumn(e.getKey() + 1, code(e.getValue())))
              .sorted(Comparator.comparingInt(LegacyColumn::column))
              .toList(),
          preview.notes().stream()
              .map(n -> new Note(n.code(), n.row(), shown(n.column()), shown(n.found())))
              .toList());
    }
  }

  /** The word for a form in the API. */
  static String code(TextForm form) {
    return form.name().toLowerCase(Locale.ROOT);
  }

  /** A text as it may be shown to whoever may see the list, and kept: without personal numbers. */
  static String shown(String text) {
    String cut = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    return LONG_NUMBER
        .matcher(cut)
        .replaceAll(m -> "•••" + m.group().substring(m.group().length() - LAST_DIGITS));
  }

  private static List<String> shown(List<String> texts) {
    return texts.stream().map(FileLook::shown).toList();
  }

  /** A person may choose other lines, or another form; then there is a header. */
  private static List<String> header(TableFile table, Layout guess) {
    try (RowStream rows = table.rows(guess)) {
      return shown(rows.header());
    } catch (Refusal refusal) {
      if (refusal.type() == TableProblem.TOO_LARGE) {
        throw refusal;
      }
      return List.of();
    }
  }
}
