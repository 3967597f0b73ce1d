package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.sogoc.issuance.quota.QuotaDecisions;
import vn.sogoc.issuance.quota.QuotaInbox;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.http.HttpProblem;

/**
 * Batches of every institution that are held by a quota, for the registry's operators. Nothing says
 * so in a row: whether a batch is held is counted anew each time, as when it is signed.
 */
@ApplicationScoped
public class HeldBatches {
  private static final int AT_ONCE = 100;

  private final BatchRepository batches;
  private final BatchQuota quota;
  private final QuotaDecisions decisions;
  private final QuotaInbox inbox;
  private final Clock clock;

  HeldBatches(
      BatchRepository batches,
      BatchQuota quota,
      QuotaDecisions decisions,
      QuotaInbox inbox,
      Clock clock) {
    this.batches = batches;
    this.quota = quota;
    this.decisions = decisions;
    this.inbox = inbox;
    this.clock = clock;
  }

  /**
   * Newest first.
   *
   * @param after the last batch of the page before, held or not any more; or null
   */
  @Transactional
  public List<HeldBatch> list(Actor actor, @Nullable PublicId after, int limit) {
    decisions.requireRegistry(actor);
    BatchEntity last =
        after == null
            ? null
            : batches
                .findByIdOptional(after.key())
                .orElseThrow(
                    () -> new Refusal(HttpProblem.CURSOR_INVALID, "no batch has this identifier"));
    List<HeldBatch> found = new ArrayList<>();
    List<BatchEntity> page;
    do {
      page = batches.underQuota(last, year(), AT_ONCE);
      for (BatchEntity batch : page) {
        held(batch).filter(one -> found.size() < limit).ifPresent(found::add);
        last = batch;
      }
    } while (found.size() < limit && page.size() == AT_ONCE);
    return found;
  }

  /** One of them; empty where it is held no more. */
  @Transactional
  public Optional<HeldBatch> find(Actor actor, PublicId id) {
    decisions.requireRegistry(actor);
    BatchEntity batch =
        batches
            .findByIdOptional(id.key())
            .orElseThrow(() -> new Refusal(IssuanceProblem.BATCH_NOT_FOUND, "no such batch"));
    return held(batch);
  }

  private Optional<HeldBatch> held(BatchEntity batch) {
    return switch (batch.batchState()) {
      case DRAFT, APPROVED ->
          quota
              .held(batch, year())
              .map(
                  why ->
                      HeldBatch.of(
                          batch,
                          why,
                          inbox
                              .release(batch.institutionId, batch.id, batch.approvedHash())
                              .orElse(null)));
      case FAULTY, SIGNING, RECORDED, DONE, DISCARDED, VOIDED -> Optional.empty();
    };
  }

  private int year() {
    return LegalDay.of(clock.instant()).getYear();
  }
}
