package vn.sogoc.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.sogoc.issuance.BatchRow;
import vn.sogoc.issuance.BatchState;
import vn.sogoc.issuance.BatchView;
import vn.sogoc.issuance.ConfirmationView;
import vn.sogoc.issuance.Confirmations;
import vn.sogoc.issuance.DocumentLine;
import vn.sogoc.issuance.confirmation.ConfirmationDownload;
import vn.sogoc.issuance.confirmation.ConfirmationStanding;
import vn.sogoc.issuance.confirmation.ConfirmationVerdict;
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

  /** What graduates say; empty of a list with faults. */
  Optional<ConfirmationLine> of(Ui ui, Actor actor, BatchView batch) {
    return confirmations.find(actor, batch.id()).map(view -> of(ui, actor, batch, view, 0));
  }

  /**
   * The same with disputes from one on.
   *
   * @param after the cursor of the page before, or 0
   */
  ConfirmationLine of(Ui ui, Actor actor, BatchView batch, ConfirmationView view, int after) {
    List<Confirmations.Disputed> disputes =
        view.standing().disputed() == 0
            ? List.of()
            : confirmations.disputes(actor, batch.id(), after, FIRST + 1);
    ConfirmationStanding now = view.standing();
    boolean isDisputed = now.disputed() > 0;
    boolean isWhole = now.rows() > 0 && now.confirmed() == now.rows();
    String state =
        view.round().isEmpty()
            ? "unasked"
            : isDisputed ? "disputed" : isWhole ? "confirmed" : "silent";
    List<ConfirmationDownload> downloads = view.downloads();
    return new ConfirmationLine(
        path(batch.id()),
        view.round().isPresent(),
        counts(ui, now),
        isDisputed ? "bad" : isWhole ? "good" : "warn",
        ui.t("web.confirmation.state." + state),
        view.round()
            .map(
                round ->
                    ui.t(
                        view.isOpen() ? "web.confirmation.closes" : "web.confirmation.closed",
                        ui.shown().date(round.closesOn())))
            .orElse(null),
        downloads.isEmpty()
            ? null
            : ui.t(
                    "web.confirmation.handed",
                    ui.shown().count(downloads.size()),
                    downloads.getLast().name(),
                    ui.shown().time(downloads.getLast().at()))
                + single(ui, downloads),
        view.givenUp() == 0
            ? null
            : ui.t("web.confirmation.before", ui.shown().count(view.givenUp())),
        held(ui, batch, view),
        view.verdicts().stream().map(one -> accepted(ui, one)).toList(),
        view.hash().hex(),
        now.needsReason(),
        disputes.stream().limit(FIRST).map(one -> dispute(ui, batch.id(), one)).toList(),
        disputes.size() > FIRST ? disputes.get(FIRST - 1).said().answer().ordinal() : 0);
  }

  private static String single(Ui ui, List<ConfirmationDownload> downloads) {
    long single = downloads.stream().filter(one -> one.position() != null).count();
    return single == 0
        ? ""
        : " " + ui.t("web.confirmation.handed.single", ui.shown().count((int) single));
  }

  /** Whether an approver must say why it goes on, and did not. */
  boolean isReasonMissing(Actor actor, PublicId batch, String reason) {
    return reason.isBlank()
        && confirmations
            .find(actor, batch)
            .filter(view -> view.standing().needsReason())
            .isPresent();
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
    if (batch.state() == BatchState.APPROVED) {
      return ui.t("web.confirmation.held.approved");
    }
    return view.standing().disputed() > 0
        ? ui.t("web.confirmation.held", ui.shown().count(view.standing().disputed()))
        : ui.t("web.confirmation.held.early", ui.shown().count(view.standing().silent()));
  }

  private static String accepted(Ui ui, ConfirmationVerdict one) {
    String what =
        ui.t(
            one.isFlagged() ? "web.confirmation.accepted.flagged" : "web.confirmation.accepted",
            one.name(),
            ui.shown().time(one.at()),
            counts(ui, one.standing()));
    String reason = one.reason();
    return reason == null ? what : what + " " + ui.t("web.confirmation.accepted.reason", reason);
  }

  private static ConfirmationLine.Dispute dispute(
      Ui ui, PublicId batch, Confirmations.Disputed one) {
    String field = one.dispute().field();
    Optional<BatchRow> row = one.row();
    return new ConfirmationLine.Dispute(
        row.map(r -> RowLine.path(batch, r.position())).orElse(null),
        row.map(r -> r.claims().fullName().value())
            .orElseGet(() -> ui.t("web.confirmation.row", ui.shown().count(one.position() + 1))),
        label(ui, field),
        row.stream()
            .flatMap(r -> DocumentLine.of(r.claims()).stream())
            .filter(line -> line.field().equals(field))
            .map(line -> value(ui, line))
            .findFirst()
            .orElse("–"),
        one.dispute().wanted(),
        ui.shown().time(one.said().answer().at()),
        one.said().withdrawn());
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
