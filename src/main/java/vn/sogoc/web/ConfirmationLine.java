package vn.sogoc.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What graduates say of a batch, as every page about it has it.
 *
 * @param path of its page
 * @param counts how many confirmed, disputed, said nothing and were not asked, in a sentence
 * @param tone colour family: good where all confirmed, bad where somebody disputes
 * @param state the same in words
 * @param closes until when they can answer, in a sentence
 * @param held why the batch waits; null where it does not
 * @param accepted who went on with what, in a sentence; null where nobody did
 * @param hash what an approver names as seen
 * @param disputed how many rows are disputed
 * @param disputes the first of them
 * @param more whether there are others
 */
public record ConfirmationLine(
    String path,
    String counts,
    String tone,
    String state,
    String closes,
    @Nullable String held,
    @Nullable String accepted,
    String hash,
    int disputed,
    List<Dispute> disputes,
    boolean more) {
  /**
   * A dispute.
   *
   * @param rowPath page of the row
   * @param name of the graduate
   * @param field which line of the document
   * @param now what it says
   * @param wanted what it should be
   */
  public record Dispute(
      String rowPath, String name, String field, String now, String wanted, String at) {}

  public ConfirmationLine {
    disputes = List.copyOf(disputes);
  }
}
