package vn.sogoc.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Giving a batch up before it is signed.
 *
 * @param lost what is lost, in a sentence
 * @param kept what stays, in a sentence
 * @param phrase what is typed to confirm; null where nothing but a button is asked
 * @param typed what was typed
 */
public record GivingUpScreen(
    BatchHeader header,
    String lost,
    String kept,
    @Nullable String phrase,
    String typed,
    List<NumberForm.FieldFault> faults) {
  public GivingUpScreen {
    faults = List.copyOf(faults);
  }

  /** Whether a field is to be corrected. */
  public boolean wrong(String field) {
    return faults.stream().anyMatch(fault -> fault.field().equals(field));
  }

  /** Where the form goes. */
  public String action() {
    return header.path() + "/discard";
  }
}
