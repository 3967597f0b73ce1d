package vn.sogoc.web;

import org.jspecify.annotations.Nullable;

/**
 * What graduates say of a batch, and what the office can do.
 *
 * @param line what they say
 * @param canAsk whether the visitor can ask, or give another closing day
 * @param canHand whether the visitor can download links
 * @param again whether links were handed out before, which a new download ends
 * @param canGoOn whether the visitor can say why an approved batch goes on
 * @param first first day that can be chosen, {@code YYYY-MM-DD}
 * @param last last day that can be chosen
 * @param chosen the closing day as it is
 * @param next path of the page of disputes after; null on the last
 */
public record ConfirmationScreen(
    BatchHeader header,
    ConfirmationLine line,
    boolean canAsk,
    boolean canHand,
    boolean again,
    boolean canGoOn,
    String first,
    String last,
    String chosen,
    @Nullable String next) {
  /** Where its forms go. */
  public String action() {
    return header.path() + "/confirmation";
  }
}
