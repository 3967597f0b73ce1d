package vn.sogoc.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Old register books of an institution, and the form that declares another.
 *
 * @param after the next page of the list; null where there is none
 */
public record LegacyBooksScreen(
    List<Line> lines, List<Choice> kinds, String own, @Nullable String after) {

  /** A book. */
  public record Line(
      String path, String title, String kind, String years, String state, String tone) {}

  public LegacyBooksScreen {
    lines = List.copyOf(lines);
    kinds = List.copyOf(kinds);
  }
}
