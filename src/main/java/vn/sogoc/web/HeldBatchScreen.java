package vn.sogoc.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One batch that a quota holds.
 *
 * @param hash of the rows that are released
 * @param waiting page of the release that waits for a second person; null where there is none
 * @param typed what was typed
 */
public record HeldBatchScreen(
    HeldScreen.Line line,
    String state,
    String issued,
    String prepared,
    String hash,
    @Nullable String waiting,
    QuotaForm.Typed typed,
    List<NumberForm.FieldFault> faults) {
  public HeldBatchScreen {
    faults = List.copyOf(faults);
  }

  /** Whether a field is to be corrected. */
  public boolean wrong(String field) {
    return faults.stream().anyMatch(fault -> fault.field().equals(field));
  }
}
