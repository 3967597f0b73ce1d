package vn.sogoc.web;

import java.util.List;

/**
 * Supplements of a batch: its lists, and how one gets in.
 *
 * @param path of this page
 * @param batch path of the batch
 * @param decision of the batch
 * @param mayUpload whether the visitor can bring a list now
 * @param waits whether another list waits, so that none can be brought
 * @param faults what was wrong with the list that was sent; empty where none was
 * @param faultCount how many there are in all, in words; empty where none was
 */
public record SupplementListsScreen(
    String path,
    String batch,
    String decision,
    boolean mayUpload,
    boolean waits,
    List<Line> lines,
    List<Fault> faults,
    String faultCount) {

  /** A list. */
  public record Line(
      String path,
      String uploaded,
      String by,
      String persons,
      String courses,
      String state,
      String tone) {}

  /** A fault with its row. */
  public record Fault(String row, String column, String sentence) {}

  public SupplementListsScreen {
    lines = List.copyOf(lines);
    faults = List.copyOf(faults);
  }
}
