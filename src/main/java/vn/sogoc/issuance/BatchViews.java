package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.platform.approvals.Approval;
import vn.sogoc.platform.approvals.Approvals;

/** A batch as its people see it: with what waits for whom, and what it takes of a quota. */
@ApplicationScoped
class BatchViews {
  private final Approvals approvals;
  private final BatchQuota quota;
  private final ConfirmationVerdicts verdicts;
  private final Catalogue catalogue;
  private final Clock clock;

  BatchViews(
      Approvals approvals,
      BatchQuota quota,
      ConfirmationVerdicts verdicts,
      Catalogue catalogue,
      Clock clock) {
    this.approvals = approvals;
    this.quota = quota;
    this.verdicts = verdicts;
    this.catalogue = catalogue;
    this.clock = clock;
  }

  BatchView of(BatchEntity batch) {
    Instant expires =
        switch (batch.batchState()) {
          case DRAFT, APPROVED ->
              approvals
                  .find(BatchStore.SUBJECT, batch.publicId().toString())
                  .map(a -> a.expiresAt())
                  .orElse(null);
          case FAULTY, SIGNING, RECORDED, DONE, DISCARDED, VOIDED -> null;
        };
    ConfirmationVerdicts.Shown graduates = verdicts.shown(batch);
    return BatchView.of(
        batch,
        quota.standing(batch),
        due(batch),
        graduates.isAsked(),
        graduates.isHeld(),
        expires,
        voiding(batch));
  }

  /** Issued is what is published under a logged head; until then the days go on. */
  private List<BatchDue> due(BatchEntity batch) {
    Instant done = batch.doneAt;
    return switch (batch.batchState()) {
      case DISCARDED, VOIDED -> List.of();
      case FAULTY, DRAFT, APPROVED, SIGNING, RECORDED, DONE ->
          catalogue
              .regime(batch.regime)
              .map(
                  regime ->
                      BatchDue.of(
                          regime,
                          batch.kind,
                          batch.decisionDate,
                          LegalDay.of(clock.instant()),
                          done == null ? null : LegalDay.of(done)))
              .orElse(List.of());
    };
  }

  private BatchView.@Nullable Voiding voiding(BatchEntity batch) {
    String reason = batch.voidReason;
    String askedName = batch.voidAskedName;
    Instant askedAt = batch.voidAskedAt;
    if (reason == null || askedName == null || askedAt == null) {
      return null;
    }
    Approval asked = approvals.find(Voidings.SUBJECT, batch.publicId().toString()).orElseThrow();
    String name = batch.voidedName;
    Instant at = batch.voidedAt;
    return new BatchView.Voiding(
        reason,
        asked.content(),
        new BatchView.Deed(askedName, askedAt),
        name == null || at == null ? null : new BatchView.Deed(name, at),
        batch.batchState() == BatchState.SIGNING ? asked.expiresAt() : null);
  }
}
