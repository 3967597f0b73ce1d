package vn.sogoc.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an approver sees before approving.
 *
 * @param refusal why the visitor cannot approve it, in a sentence; null where they can
 * @param holders how many persons the rows are about
 * @param oneEach whether each row is about another person
 * @param warningCount how many warnings there are, in figures; empty where there are none
 * @param rankings one line for each ranking, beside the last batch of the kind
 * @param previous the last batch of the kind in a sentence; null where this is the first
 * @param previousPath its page
 * @param difference how many rows more or fewer, in a sentence; null where this is the first
 * @param confirmation what graduates say; null of a list with faults
 * @param reason that was typed why it goes on although some dispute their rows
 * @param phrase what is typed to approve
 * @param typed what was typed
 * @param faults what is wrong with the form
 */
public record ApprovalScreen(
    BatchHeader header,
    @Nullable String refusal,
    String holders,
    boolean oneEach,
    String warningCount,
    List<FindingsLine> warnings,
    List<Ranking> rankings,
    @Nullable String previous,
    @Nullable String previousPath,
    @Nullable String difference,
    List<RowLine> random,
    List<RowLine> outliers,
    @Nullable String expires,
    @Nullable ConfirmationLine confirmation,
    String reason,
    String hash,
    String phrase,
    String typed,
    List<NumberForm.FieldFault> faults) {

  /** How many rows have a ranking here, and in the last batch; each with its part in percent. */
  public record Ranking(
      String name,
      String count,
      String part,
      @Nullable String before,
      @Nullable String partBefore) {}

  public ApprovalScreen {
    warnings = List.copyOf(warnings);
    rankings = List.copyOf(rankings);
    random = List.copyOf(random);
    outliers = List.copyOf(outliers);
    faults = List.copyOf(faults);
  }

  /** Whether a field is to be corrected. */
  public boolean wrong(String field) {
    return faults.stream().anyMatch(fault -> fault.field().equals(field));
  }

  /** Where the form goes. */
  public String action() {
    return header.path() + "/approval";
  }
}
