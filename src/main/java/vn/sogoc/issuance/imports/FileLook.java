package vn.sogoc.issuance.imports;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.PersonName;
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
import vn.sogoc.platform.tables.Row;
import vn.sogoc.platform.tables.RowStream;
import vn.sogoc.platform.tables.Sheet;
import vn.sogoc.platform.tables.TableFile;
import vn.sogoc.platform.tables.TableProblem;
import vn.sogoc.platform.tables.TextForm;
import vn.sogoc.platform.tables.Unsound;

/** Looks at the beginning of an uploaded file. */
final class FileLook {
  static final Limits LIMITS = Limits.LARGE;

  private static final int SHOWN = 200;

  /** As long as a personal number that lost its zeros, with whatever is put between digits. */
  private static final Pattern LONG_NUMBER =
      Pattern.compile("\\p{Nd}(?:[\\p{Z}\\p{P}\\p{S}\\s]*+\\p{Nd}){8,}");

  private static final Pattern NO_DIGIT = Pattern.compile("\\P{Nd}+");
  private static final int LAST_DIGITS = 3;
  private static final String MASK = "•••";

  /** Short enough to be guessed from its end. */
  private static final int SHORT = 9;

  /** Columns whose content is nobody's business before the list is read. */
  private static final Set<String> PRIVATE = Set.of(Columns.NUMBER, "ethnicity");

  private static final Pattern PASSPORT = Pattern.compile("\\b(ho chieu|passport)\\b");

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
      List<String> header = header(table, guess);
      Set<Integer> hidden = hidden(header, catalogue);
      return new FileDescription(
          sheets.stream().map(s -> new SheetName(s.index(), shown(s.name()), s.hidden())).toList(),
          sheet,
          form == null ? null : code(form),
          String.valueOf(preview.separator()),
          guess.firstHeaderLine(),
          guess.headerLines(),
          shown(header),
          preview.rows().stream().map(r -> sample(r, guess, hidden)).toList(),
          preview.readings().stream().map(r -> reading(r, form == null)).toList(),
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
    String masked = LONG_NUMBER.matcher(text).replaceAll(m -> MASK + lastOf(m.group()));
    String cut = masked.length() <= SHOWN ? masked : masked.substring(0, SHOWN) + "…";
    return Unsound.without(cut);
  }

  private static String lastOf(String text) {
    String digits = NO_DIGIT.matcher(text).replaceAll("");
    return digits.substring(Math.max(0, digits.length() - LAST_DIGITS));
  }

  /** Whole lines are shown only to whoever has to choose between two ways to read them. */
  private static Reading reading(Preview.Reading reading, boolean isAsked) {
    return new Reading(
        code(reading.form()),
        reading.form().words(),
        isAsked ? shown(reading.sample()) : List.of());
  }

  private static SampleRow sample(Row row, Layout guess, Set<Integer> hidden) {
    boolean isBelow = row.line() >= guess.firstHeaderLine() + guess.headerLines();
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < row.cells().size(); i++) {
      String cell = row.cells().get(i);
      cells.add(isBelow && hidden.contains(i) ? hidden(cell.strip()) : shown(cell));
    }
    return new SampleRow(row.line(), cells);
  }

  /** The columns that seem to hold numbers of persons, passports or ethnicities. */
  private static Set<Integer> hidden(List<String> header, Catalogue catalogue) {
    Set<Integer> hidden = new HashSet<>();
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i);
      if (Columns.fieldOf(name, catalogue).filter(PRIVATE::contains).isPresent()
          || PASSPORT.matcher(PersonName.searchKey(name)).find()) {
        hidden.add(i);
      }
    }
    return hidden;
  }

  private static String hidden(String cell) {
    if (cell.isEmpty()) {
      return "";
    }
    boolean hasEnd = NO_DIGIT.matcher(cell).replaceAll("").length() >= SHORT;
    return hasEnd ? MASK + lastOf(cell) : MASK;
  }

  private static List<String> shown(List<String> texts) {
    return texts.stream().map(FileLook::shown).toList();
  }

  /** A person may choose other lines, or another form; then there is a header. */
  private static List<String> header(TableFile table, Layout guess) {
    try (RowStream rows = table.rows(guess)) {
      return rows.header();
    } catch (Refusal refusal) {
      if (refusal.type() == TableProblem.TOO_LARGE) {
        throw refusal;
      }
      return List.of();
    }
  }
}
