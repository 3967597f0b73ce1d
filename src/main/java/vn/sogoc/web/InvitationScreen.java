package vn.sogoc.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way in, as those see it who run the office.
 *
 * @param mailed that the link was, or will be, mailed, in a sentence; null where it is handed over
 * @param waits what it waits for, in a sentence; null where for nothing
 * @param proposal page of what the second person approves; null where there is none
 * @param mayLink whether the visitor is the one who is shown the link
 * @param mayCode whether the visitor is the one who is shown the code
 * @param link shown this once; null otherwise
 * @param code shown this once; null otherwise
 */
public record InvitationScreen(
    String title,
    String office,
    String institution,
    String name,
    String email,
    List<String> roles,
    String state,
    String tone,
    String invited,
    String expires,
    @Nullable String approved,
    @Nullable String mailed,
    @Nullable String waits,
    @Nullable String proposal,
    String path,
    boolean isLive,
    boolean mayLink,
    boolean mayCode,
    @Nullable String link,
    @Nullable String code) {
  public InvitationScreen {
    roles = List.copyOf(roles);
  }
}
