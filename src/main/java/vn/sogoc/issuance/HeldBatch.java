package vn.sogoc.issuance;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.sogoc.issuance.quota.QuotaDecision;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;

/**
 * A batch that is held by a quota, as the registry sees it: how much, never who.
 *
 * @param id {@code bat_...}
 * @param state draft or approved
 * @param approvedHash of the rows that a release would be about
 * @param quotas those that it exceeds
 * @param datedBack whether it is dated into an earlier year than that of a quota
 * @param release that was asked for and waits for a second person; null where there is none
 */
public record HeldBatch(
    PublicId id,
    int institution,
    BatchState state,
    String kind,
    String decisionNumber,
    LocalDate decisionDate,
    LocalDate issueDate,
    int rows,
    Digest approvedHash,
    List<QuotaStanding> quotas,
    boolean datedBack,
    BatchView.Deed prepared,
    @Nullable QuotaDecision release) {
  public HeldBatch {
    quotas = List.copyOf(quotas);
  }

  static HeldBatch of(BatchEntity b, BatchQuota.Held held, @Nullable QuotaDecision release) {
    return new HeldBatch(
        b.publicId(),
        b.institutionId,
        b.batchState(),
        b.kind,
        b.decisionNumber,
        b.decisionDate,
        b.issueDate,
        b.rowCount,
        b.approvedHash(),
        held.over(),
        held.isDatedBack(),
        new BatchView.Deed(b.preparedName, b.preparedAt),
        release);
  }
}
