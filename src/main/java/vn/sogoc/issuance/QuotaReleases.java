package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import vn.sogoc.issuance.quota.AskQuota;
import vn.sogoc.issuance.quota.QuotaDecision;
import vn.sogoc.issuance.quota.QuotaDecisions;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.approvals.ApprovalProblem;

/**
 * Releases of batches that exceed a quota. A release is of one batch and of the rows behind one
 * hash; a batch is signed once, so it is used once.
 */
@ApplicationScoped
public class QuotaReleases {
  private final BatchRepository batches;
  private final QuotaDecisions quotas;

  QuotaReleases(BatchRepository batches, QuotaDecisions quotas) {
    this.batches = batches;
    this.quotas = quotas;
  }

  /** Asks for a release, as an operator of the registry; another one approves it. */
  @Transactional
  public QuotaDecision ask(
      Actor actor, PublicId id, Digest approvedHash, AskQuota asked, boolean isRepeated) {
    quotas.requireRegistry(actor);
    BatchEntity batch =
        batches
            .findByIdOptional(id.key())
            .orElseThrow(() -> new Refusal(IssuanceProblem.BATCH_NOT_FOUND, "no such batch"));
    if (isRepeated) {
      var before = quotas.askedBefore(actor, batch.institutionId, null, asked, approvedHash);
      if (before.isPresent()) {
        return before.get();
      }
    }
    switch (batch.batchState()) {
      case DRAFT, APPROVED -> {
        if (!batch.approvedHash().equals(approvedHash)) {
          throw new Refusal(
              ApprovalProblem.OTHER_CONTENT, "the rows of the batch have another hash");
        }
      }
      case FAULTY, SIGNING, RECORDED, DONE, DISCARDED, VOIDED -> throw Batches.state(batch);
    }
    return quotas.askRelease(
        actor,
        batch.institutionId,
        batch.kind,
        batch.issueDate.getYear(),
        batch.id,
        approvedHash,
        asked);
  }
}
