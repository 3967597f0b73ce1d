package vn.sogoc.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the invited person sees.
 *
 * @param link the secret that the address had; empty before it was taken over
 * @param institution its name; empty before
 * @param username that was typed
 * @param fault what is wrong, in a sentence; null where nothing is
 */
public record InvitedScreen(
    String link,
    String institution,
    String name,
    List<String> roles,
    String expires,
    boolean isRecovery,
    String username,
    NumberForm.@Nullable FieldFault fault) {
  public InvitedScreen {
    roles = List.copyOf(roles);
  }

  static InvitedScreen empty() {
    return new InvitedScreen("", "", "", List.of(), "", false, "", null);
  }

  /** Whether a field is to be corrected. */
  public boolean wrong(String field) {
    return fault != null && fault.field().equals(field);
  }
}
