package vn.sogoc.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.sogoc.issuance.BatchPart;
import vn.sogoc.issuance.BatchState;
import vn.sogoc.issuance.BatchView;

/** What holds a batch that waits: its signer may sign no longer, as when the principal changed. */
@ApplicationScoped
class HeldBatch {
  private final Clock clock;

  HeldBatch(Clock clock) {
    this.clock = clock;
  }

  /** Why it cannot be signed as things stand, and the cure; null where it can. */
  @Nullable String sentence(Ui ui, BatchView batch, BatchPart part) {
    if (batch.heldByDispute()) {
      return ui.t("web.confirmation.held.approved");
    }
    boolean waits = batch.state() == BatchState.DRAFT || batch.state() == BatchState.APPROVED;
    return waits && !part.isInOffice()
        ? ui.t(
            "web.batch.held",
            batch.signer().name(),
            ui.shown().date(LocalDate.ofInstant(clock.instant(), Shown.ZONE)))
        : null;
  }
}
