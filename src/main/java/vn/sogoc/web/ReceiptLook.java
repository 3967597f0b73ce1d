package vn.sogoc.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.sogoc.verification.ReceiptView;

/**
 * A receipt looked up again: the verdict then and the verdict now, and nothing of the document.
 *
 * @param code as typed by a person
 * @param now absent where the receipt names no record that could be asked about again
 */
public record ReceiptLook(String code, Side then, @Nullable Side now) {

  /**
   * One of the two verdicts.
   *
   * @param verdict code
   * @param at written out
   */
  public record Side(Ui ui, String verdict, String at) {
    /** Colour family. */
    public String tone() {
      return Verdicts.tone(verdict);
    }

    /** Shape. */
    public String icon() {
      return Verdicts.icon(verdict);
    }

    /** The verdict in a word or two. */
    public String word() {
      return ui.t("verdict." + verdict + ".word");
    }

    /** The verdict in a sentence. */
    public String sentence() {
      return ui.t("verdict." + verdict + ".sentence");
    }
  }

  static ReceiptLook of(Ui ui, ReceiptView receipt, Instant now) {
    return new ReceiptLook(
        receipt.shortCode(),
        new Side(ui, receipt.then(), ui.shown().time(receipt.checkedAt())),
        receipt
            .now()
            .map(verdict -> new Side(ui, verdict.code(), ui.shown().time(now)))
            .orElse(null));
  }

  /** Whether today's verdict differs. */
  public boolean changed() {
    return now != null && !now.verdict().equals(then.verdict());
  }
}
