package vn.sogoc.web;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vn.sogoc.issuance.BatchDue;
import vn.sogoc.issuance.BatchView;

/**
 * How long there is, in words; the colour says nothing that they do not.
 *
 * @param tone red before it is late, not only then
 * @param state the words for the tone
 * @param sentence until when, and how many days that is
 * @param citation the clause
 */
public record DueLine(String tone, String state, String sentence, String citation) {

  /** Every time limit of a batch. */
  static List<DueLine> all(Ui ui, BatchView batch) {
    return batch.due().stream().map(one -> of(ui, one)).toList();
  }

  /** The strictest of a batch: whoever is late there is late, whatever time paper has. */
  static Optional<DueLine> strictest(Ui ui, BatchView batch) {
    return batch.due().stream().min(Comparator.comparing(BatchDue::dueOn)).map(one -> of(ui, one));
  }

  static DueLine of(Ui ui, BatchDue due) {
    String form = ui.t("web.due.form." + due.form().name().toLowerCase(Locale.ROOT));
    boolean isLate = due.state() == BatchDue.State.LATE;
    String which =
        (due.isIssued() ? "issued." : "open.")
            + (due.daysLeft() == 0 ? "today" : isLate ? "late" : "left");
    return new DueLine(
        switch (due.state()) {
          case OK -> due.isIssued() ? "good" : "calm";
          case SOON, LATE -> "bad";
        },
        ui.t("web.due.state." + (due.isIssued() ? "issued." : "open.") + due.state().code()),
        ui.t(
            "web.due." + which,
            form,
            ui.shown().date(due.dueOn()),
            ui.shown().count(Math.abs(due.daysLeft()))),
        due.citation());
  }
}
