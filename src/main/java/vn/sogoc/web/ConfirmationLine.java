package vn.sogoc.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What graduates say of a batch, as every page about it has it.
 *
 * @param path of its page
 * @param asked whether anybody asked them
 * @param counts how many confirmed, disputed, said nothing and were not asked, in a sentence
 * @param tone colour family: good where all confirmed, bad where somebody disputes
 * @param state the same in words
 * @param closes until when they can answer, in a sentence; null where nobody asked them
 * @param handed who had the links shown last, in a sentence; null where nobody had
 * @param before that rows were disputed in batches that were given up; null where none were
 * @param held why the batch waits; null where it does not
 * @param accepted who went on with what, the newest first, each in a sentence
 * @param hash what an approver names as seen
 * @param reason whether an approver must say why it goes on
 * @param disputes the first of them
 * @param next the cursor of the page of disputes after; 0 on the last
 */
public record ConfirmationLine(
    String path,
    boolean asked,
    String counts,
    String tone,
    String state,
    @Nullable String closes,
    @Nullable String handed,
    @Nullable String before,
    @Nullable String held,
    List<String> accepted,
    String hash,
    boolean reason,
    List<Dispute> disputes,
    int next) {
  /**
   * A dispute.
   *
   * @param rowPath page of the row; null where the batch was given up
   * @param name of the graduate
   * @param field which line of the document
   * @param now what it says
   * @param wanted what it should be
   * @param withdrawn whether the row was confirmed afterwards
   */
  public record Dispute(
      @Nullable String rowPath,
      String name,
      String field,
      String now,
      String wanted,
      String at,
      boolean withdrawn) {}

  public ConfirmationLine {
    accepted = List.copyOf(accepted);
    disputes = List.copyOf(disputes);
  }
}
