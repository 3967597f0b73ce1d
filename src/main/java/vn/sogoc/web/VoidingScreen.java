package vn.sogoc.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Voiding a batch that is being signed, by two persons.
 *
 * @param means what it means, in a sentence with the numbers
 * @param waits what waits for whom; null where nobody asked
 * @param second who the second person can be, in a sentence
 * @param mayConfirm whether the visitor is that person
 * @param again whether the form asks anew, in place of what waits
 * @param reason what was typed or stands
 */
public record VoidingScreen(
    BatchHeader header,
    String means,
    @Nullable Waiting waits,
    String second,
    boolean mayConfirm,
    boolean again,
    String reason,
    String phrase,
    String typed,
    List<NumberForm.FieldFault> faults) {
  public VoidingScreen {
    faults = List.copyOf(faults);
  }

  /**
   * The minutes that somebody wrote.
   *
   * @param expires until when they can be confirmed; null where that is over
   * @param hash what is confirmed
   */
  public record Waiting(
      String reason, String asked, String at, @Nullable String expires, String hash) {}

  /** Whether a field is to be corrected. */
  public boolean wrong(String field) {
    return faults.stream().anyMatch(fault -> fault.field().equals(field));
  }

  /** Where the form goes that asks. */
  public String action() {
    return header.path() + "/voiding";
  }

  /** Where the form goes that confirms. */
  public String confirm() {
    return action() + "/approval";
  }
}
