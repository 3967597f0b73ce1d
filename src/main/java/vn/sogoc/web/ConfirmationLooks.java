package vn.sogoc.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.sogoc.issuance.BatchState;
import vn.sogoc.issuance.BatchView;
import vn.sogoc.issuance.ConfirmationView;
import vn.sogoc.issuance.Confirmations;
import vn.sogoc.issuance.DocumentLine;
import vn.sogoc.issuance.confirmation.ConfirmationStanding;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.Actor;

/** What graduates say of a batch, in words. */
@ApplicationScoped
class ConfirmationLooks {
  /** On the pages of a batch; its own page of confirmations leads on. */
  private static final int FIRST = 100;

  private final Confirmations confirmations;

  ConfirmationLooks(Confirmations confirmations) {
    this.confirmations = confirmations;
  }

  /** The page of a batch's confirmations. */
  static String path(PublicId batch) {
    return BatchPages.path(batch) + "/confirmation";
  }

  /** What graduates say; empty where nobody asked them. */
  Optional<ConfirmationLine> of(Ui ui, Actor actor, BatchView batch) {
    return of(ui, actor, batch, -1);
  }

  /**
   * The same with disputes from a row on.
   *
   * @param after the position of the last row of the page before, or -1
   */
  Optional<ConfirmationLine> of(Ui ui, Actor actor, BatchView batch, int after) {
    return confirmations
        .find(actor, batch.id())
        .map(
            view -> {
              List<Confirmations.Disputed> disputes =
                  confirmations.disputes(actor, batch.id(), after, FIRST + 1);
              return line(ui, batch, view, disputes);
            });
  }

  /** Whether an approver must say why it goes on, and did not. */
  boolean isReasonMissing(Actor actor, PublicId batch, String reason) {
    return reason.isBlank()
        && confirmations
            .find(actor, batch)
            .filter(view -> view.standing().disputed() > 0)
            .isPresent();
  }

  private static ConfirmationLine line(
      Ui ui, BatchView batch, ConfirmationView view, List<Confirmations.Disputed> disputes) {
    ConfirmationStanding now = view.standing();
    boolean isDisputed = now.disputed() > 0;
    boolean isWhole = now.rows() > 0 && now.confirmed() == now.rows();
    String state = isDisputed ? "disputed" : isWhole ? "confirmed" : "silent";
    return new ConfirmationLine(
        path(batch.id()),
        counts(ui, now),
        isDisputed ? "bad" : isWhole ? "good" : "warn",
        ui.t("web.confirmation.state." + state),
        ui.t(
            view.isOpen() ? "web.confirmation.closes" : "web.confirmation.closed",
            ui.shown().date(view.round().closesOn())),
        held(ui, batch, view),
        accepted(ui, view),
        view.hash().hex(),
        now.disputed(),
        disputes.stream().limit(FIRST).map(one -> dispute(ui, batch.id(), one)).toList(),
        disputes.size() > FIRST);
  }

  static String counts(Ui ui, ConfirmationStanding now) {
    return ui.t(
        "web.confirmation.counts",
        ui.shown().count(now.confirmed()),
        ui.shown().count(now.disputed()),
        ui.shown().count(now.silent()),
        ui.shown().count(now.notAsked()));
  }

  private static @Nullable String held(Ui ui, BatchView batch, ConfirmationView view) {
    if (!view.isHeld()) {
      return null;
    }
    return ui.t(
        batch.state() == BatchState.APPROVED
            ? "web.confirmation.held.approved"
            : "web.confirmation.held",
        ui.shown().count(view.standing().disputed()));
  }

  private static @Nullable String accepted(Ui ui, ConfirmationView view) {
    return view.verdict()
        .map(
            one -> {
              String what =
                  ui.t(
                      one.isFlagged()
                          ? "web.confirmation.accepted.flagged"
                          : "web.confirmation.accepted",
                      one.name(),
                      ui.shown().time(one.at()),
                      counts(ui, one.standing()));
              String reason = one.reason();
              return reason == null
                  ? what
                  : what + " " + ui.t("web.confirmation.accepted.reason", reason);
            })
        .orElse(null);
  }

  private static ConfirmationLine.Dispute dispute(
      Ui ui, PublicId batch, Confirmations.Disputed one) {
    String field = one.dispute().field();
    return new ConfirmationLine.Dispute(
        RowLine.path(batch, one.row().position()),
        one.row().claims().fullName().value(),
        label(ui, field),
        DocumentLine.of(one.row().claims()).stream()
            .filter(line -> line.field().equals(field))
            .map(line -> value(ui, line))
            .findFirst()
            .orElse("–"),
        one.dispute().wanted(),
        ui.shown().time(one.at()));
  }

  /** The name of a line of the document. */
  static String label(Ui ui, String field) {
    return ui.find("web.field." + field).orElseGet(() -> ui.t("web.confirmation.other"));
  }

  /** What a line says. */
  static String value(Ui ui, DocumentLine line) {
    return line.isDate() ? ui.shown().partialDate(line.value().vi()) : ui.of(line.value());
  }
}
