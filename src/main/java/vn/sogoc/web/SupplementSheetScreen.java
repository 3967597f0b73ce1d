package vn.sogoc.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of supplements: what will be signed, or what was.
 *
 * @param path of this page
 * @param lists path of the lists of its batch
 * @param sentence what comes next
 * @param hash what the second person approves; null where nothing waits
 * @param warnings how many averages are not the recomputed ones, in words; empty where none is
 * @param drafts a page of rows that wait
 * @param signed a page of supplements that are signed
 * @param more path of the next page; null on the last
 * @param work the job that signs; null where none does
 */
public record SupplementSheetScreen(
    String path,
    String lists,
    String state,
    String tone,
    String sentence,
    List<ResultView.Pair> pairs,
    @Nullable String hash,
    boolean mayApprove,
    boolean mayDiscard,
    String warnings,
    List<Draft> drafts,
    List<Signed> signed,
    @Nullable String more,
    LegacyPageScreen.@Nullable Work work) {

  /**
   * What will be signed of a person.
   *
   * @param warning that the average is not the recomputed one; empty where it is
   */
  public record Draft(
      int line,
      String name,
      String about,
      String warning,
      String page,
      List<ResultView.Pair> pairs,
      List<CourseLine> courses) {
    public Draft {
      pairs = List.copyOf(pairs);
      courses = List.copyOf(courses);
    }
  }

  /** A course in a table. */
  public record CourseLine(
      String code, String name, String credits, String mark, String letter, String remark) {}

  /**
   * A signed supplement.
   *
   * @param said what became of it, in a sentence; empty where nothing did
   * @param busy whether it cannot be asked to be taken back
   * @param hash that the visitor may approve; empty where not
   */
  public record Signed(
      int line,
      String name,
      String about,
      String path,
      String state,
      String tone,
      String said,
      boolean busy,
      String hash) {}

  public SupplementSheetScreen {
    pairs = List.copyOf(pairs);
    drafts = List.copyOf(drafts);
    signed = List.copyOf(signed);
  }
}
