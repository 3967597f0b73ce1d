package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.sogoc.platform.approvals.Approval;
import vn.sogoc.platform.approvals.Approvals;

/** A batch as its people see it: with what waits for whom, and what it takes of a quota. */
@ApplicationScoped
class BatchViews {
  private final Approvals approvals;
  private final BatchQuota quota;

  BatchViews(Approvals approvals, BatchQuota quota) {
    this.approvals = approvals;
    this.quota = quota;
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
    return BatchView.of(batch, quota.standing(batch), expires, voiding(batch));
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
