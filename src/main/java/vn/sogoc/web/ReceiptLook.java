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
   * @param copy whether it is about a copy from a register book
   * @param supplement whether it is about a supplement of a diploma
   */
  public record Side(Ui ui, String verdict, String at, boolean copy, boolean supplement) {
    /** Colour family. */
    public String tone() {
      return copy && verdict.equals("valid") ? "calm" : Verdicts.tone(verdict);
    }

    /** Shape. */
    public String icon() {
      return copy && verdict.equals("valid") ? "note-circle" : Verdicts.icon(verdict);
    }

    /** The verdict in a word or two. */
    public String word() {
      return words("word");
    }

    /** The verdict in a sentence. */
    public String sentence() {
      return words("sentence");
    }

    private String words(String part) {
      return ResultView.words(ui, verdict, verdict, copy, supplement, part);
    }
  }

  static ReceiptLook of(Ui ui, ReceiptView receipt, Instant now) {
    return new ReceiptLook(
        receipt.shortCode(),
        new Side(
            ui,
            receipt.then(),
            ui.shown().time(receipt.checkedAt()),
            receipt.isCopy(),
            receipt.isSupplement()),
        receipt
            .now()
            .map(
                verdict ->
                    new Side(
                        ui,
                        verdict.code(),
                        ui.shown().time(now),
                        receipt.isCopy(),
                        receipt.isSupplement()))
            .orElse(null));
  }

  /** Whether today's verdict differs. */
  public boolean changed() {
    return now != null && !now.verdict().equals(then.verdict());
  }
}
