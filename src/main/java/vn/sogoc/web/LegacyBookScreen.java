package vn.sogoc.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A register book: what was declared of it, and its pages.
 *
 * @param declared each declaration in a sentence, the newest first
 * @param waiting hash of the declaration that waits; null where none does
 * @param mayApprove whether the visitor may be the second person
 * @param held whether pages may be uploaded
 * @param next number that the next page probably has
 * @param more the next pages of the list; null where there are none
 */
public record LegacyBookScreen(
    String path,
    String title,
    List<ResultView.Pair> pairs,
    List<String> declared,
    @Nullable String waiting,
    boolean mayApprove,
    boolean held,
    int entries,
    List<Line> pages,
    int next,
    @Nullable String more) {

  /** A page. */
  public record Line(String path, String name, String state, String tone, String keyers) {}

  public LegacyBookScreen {
    pairs = List.copyOf(pairs);
    declared = List.copyOf(declared);
    pages = List.copyOf(pages);
  }
}
