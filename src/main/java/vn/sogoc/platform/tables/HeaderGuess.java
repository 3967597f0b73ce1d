package vn.sogoc.platform.tables;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Where the header of a sheet seems to be, below the titles that schools put above it.
 *
 * @param line of its first row
 * @param lines 1 or 2
 */
record HeaderGuess(int line, int lines) {
  private static final int ENOUGH_KNOWN = 2;
  private static final Pattern NUMBER_OR_DATE = Pattern.compile("[0-9 .,/:%+-]+");

  /**
   * The first row with enough known names, else the one with the most texts.
   *
   * @param rows the first rows, none blank
   */
  static HeaderGuess of(List<Row> rows, Predicate<String> isKnownHeader) {
    int best = 0;
    long most = 0;
    for (int i = 0; i < rows.size(); i++) {
      List<String> cells = rows.get(i).cells();
      long known = cells.stream().map(String::strip).filter(isKnownHeader).count();
      long filled = cells.stream().filter(c -> !c.isBlank()).count();
      if (known >= ENOUGH_KNOWN || (known > 0 && known == filled)) {
        return new HeaderGuess(rows.get(i).line(), linesAt(rows, i));
      }
      long texts = cells.stream().filter(HeaderGuess::isText).count();
      if (texts > most) {
        most = texts;
        best = i;
      }
    }
    return rows.isEmpty()
        ? new HeaderGuess(1, 1)
        : new HeaderGuess(rows.get(best).line(), linesAt(rows, best));
  }

  /**
   * Two where the next row has names under gaps of this one and gaps under its names, as merged
   * cells leave them.
   */
  private static int linesAt(List<Row> rows, int index) {
    if (index + 1 >= rows.size() || rows.get(index + 1).line() != rows.get(index).line() + 1) {
      return 1;
    }
    List<String> above = rows.get(index).cells();
    List<String> below = rows.get(index + 1).cells();
    boolean nameUnderGap = false;
    boolean gapUnderName = false;
    for (int i = 0; i < Math.max(above.size(), below.size()); i++) {
      String a = i < above.size() ? above.get(i).strip() : "";
      String b = i < below.size() ? below.get(i).strip() : "";
      if (!b.isEmpty() && !isText(b)) {
        return 1; // numbers and dates are data
      }
      nameUnderGap |= a.isEmpty() && !b.isEmpty();
      gapUnderName |= !a.isEmpty() && b.isEmpty();
    }
    return nameUnderGap && gapUnderName ? 2 : 1;
  }

  private static boolean isText(String cell) {
    return !cell.isBlank() && !NUMBER_OR_DATE.matcher(cell.strip()).matches();
  }
}
