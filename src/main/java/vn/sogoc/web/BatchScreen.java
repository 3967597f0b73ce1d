package vn.sogoc.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One batch.
 *
 * @param next what comes next, in a sentence
 * @param action where the visitor can do it; null where it is another's turn
 * @param actionLabel the words of that link
 * @param expires until when it waits; null where nothing does
 * @param voiding the minutes of its voiding; null where nobody asked
 * @param givingUp where the visitor can give it up, or look who would; null where nobody can
 * @param givingUpLabel the words of that link
 * @param held why it cannot be signed as things stand, and the cure; null where it can
 * @param confirmation what graduates say; null of a list with faults
 * @param asking where the visitor can ask them; null where not
 * @param provisional where the visitor has temporary certificates made; null where not
 * @param issued whether its documents may leave the house
 * @param longest whether the rows are those with the longest names
 * @param lines a page of rows
 * @param range which rows these are, in words
 * @param before path of the page of rows before, null on the first
 * @param after path of the page of rows after, null on the last
 */
public record BatchScreen(
    BatchHeader header,
    String next,
    @Nullable String action,
    @Nullable String actionLabel,
    @Nullable String expires,
    @Nullable String voiding,
    @Nullable String givingUp,
    @Nullable String givingUpLabel,
    @Nullable String held,
    @Nullable ConfirmationLine confirmation,
    @Nullable String asking,
    @Nullable String provisional,
    List<FindingsLine> faults,
    List<FindingsLine> warnings,
    boolean issued,
    boolean longest,
    List<RowLine> lines,
    String range,
    @Nullable String before,
    @Nullable String after) {
  public BatchScreen {
    faults = List.copyOf(faults);
    warnings = List.copyOf(warnings);
    lines = List.copyOf(lines);
  }

  /** Where its documents are printed. */
  public String printsPath() {
    return header.path() + "/prints";
  }

  /** Where its documents are handed out. */
  public String deliveriesPath() {
    return header.path() + "/deliveries";
  }

  /** Where its supplements are. */
  public String supplementsPath() {
    return header.path() + "/supplements";
  }

  /** The page of its rows with the longest names first. */
  public String longestPath() {
    return header.path() + "?order=longest";
  }
}
