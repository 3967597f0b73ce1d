package vn.sogoc.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page with its picture, and what is to be done with it now.
 *
 * @param stage {@code key}, {@code wait}, {@code compare}, {@code sign}, {@code work} or {@code
 *     done}
 * @param sentence what that is
 * @param line of the row in the form
 * @param fields of the form; empty where nothing is keyed
 * @param rows what the visitor keyed, or what stands
 * @param copies that are signed
 * @param hash of what stands, for whoever approves; null before
 */
public record LegacyPageScreen(
    String path,
    String book,
    String title,
    int number,
    String stage,
    String sentence,
    int line,
    List<LegacyField> fields,
    List<NumberForm.FieldFault> faults,
    List<Row> rows,
    @Nullable String hash,
    boolean mayAsk,
    boolean maySign,
    boolean mayReject,
    List<Copy> copies,
    @Nullable Work work) {

  /**
   * A signed copy.
   *
   * @param said what became of it, in a sentence; empty where nothing did
   * @param busy whether it cannot be asked for
   * @param waits whether somebody asked for it, so that it can be rejected
   * @param hash that the visitor may approve; empty where not
   */
  public record Copy(
      int line, String name, String path, String said, boolean busy, boolean waits, String hash) {}

  /** A row in a few words. */
  public record Row(int line, String name, String numbers, List<ResultView.Pair> pairs) {
    public Row {
      pairs = List.copyOf(pairs);
    }
  }

  /** The job that signs. */
  public record Work(
      String job,
      String doing,
      String sentence,
      long done,
      long total,
      @Nullable ProblemView failure) {}

  public LegacyPageScreen {
    fields = List.copyOf(fields);
    faults = List.copyOf(faults);
    rows = List.copyOf(rows);
    copies = List.copyOf(copies);
  }

  /** Whether a field was wrong. */
  public boolean wrong(String field) {
    return faults.stream().anyMatch(f -> f.field().equals(field));
  }
}
