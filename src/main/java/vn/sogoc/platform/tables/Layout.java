package vn.sogoc.platform.tables;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a file is to be read: what {@link Preview} suggests, or what a person chose instead.
 *
 * @param sheet index of the sheet
 * @param firstHeaderLine the spreadsheet's number of the first line of the header
 * @param headerLines 1, or 2 where a line of groups stands above the names
 * @param form how the letters of the whole file were written; null means as the file certainly is,
 *     and a file that leaves a doubt is refused then
 * @param columns the columns, from 0, that were typed in another form than the rest
 */
public record Layout(
    int sheet,
    int firstHeaderLine,
    int headerLines,
    @Nullable TextForm form,
    Map<Integer, TextForm> columns) {
  public Layout {
    if (sheet < 0 || firstHeaderLine < 1 || headerLines < 1 || headerLines > 2) {
      throw new IllegalArgumentException("no such sheet, or no such header");
    }
    columns = Map.copyOf(columns);
  }

  /** The same where no column differs from the rest. */
  public Layout(int sheet, int firstHeaderLine, int headerLines, @Nullable TextForm form) {
    this(sheet, firstHeaderLine, headerLines, form, Map.of());
  }
}
