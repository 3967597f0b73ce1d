package vn.sogoc.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form that has a batch signed.
 *
 * @param refusal why the visitor cannot, in a sentence; null where they can
 * @param elsewhere what a key that lives elsewhere signs; null where it is hosted here
 * @param confirmation what graduates said, and how the approver found it
 * @param phrase what is typed to sign
 * @param typed what was typed
 */
public record SigningScreen(
    BatchHeader header,
    @Nullable String refusal,
    @Nullable String expires,
    @Nullable Elsewhere elsewhere,
    @Nullable ConfirmationLine confirmation,
    String phrase,
    String typed,
    List<NumberForm.FieldFault> faults) {
  public SigningScreen {
    faults = List.copyOf(faults);
  }

  /** What is taken to the key; the time is part of what is signed. */
  public record Elsewhere(String keyId, String digest, String payload, String signedAt) {}

  /** Whether a field is to be corrected. */
  public boolean wrong(String field) {
    return faults.stream().anyMatch(fault -> fault.field().equals(field));
  }

  /** Where the form goes. */
  public String action() {
    return header.path() + (elsewhere == null ? "/signing" : "/signing/signature");
  }
}
