package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.sogoc.credential.ProgrammeTally;
import vn.sogoc.issuance.intake.Frame;
import vn.sogoc.issuance.quota.QuotaLimit;
import vn.sogoc.issuance.quota.QuotaProblem;
import vn.sogoc.issuance.quota.Quotas;
import vn.sogoc.kernel.Refusal;

/**
 * Holds a batch against the quotas of its kind and year. What is used is counted anew each time, of
 * the batches that were signed or are being signed; a counter could be wrong.
 */
@ApplicationScoped
class BatchQuota {
  private final Quotas quotas;
  private final BatchRepository batches;

  BatchQuota(Quotas quotas, BatchRepository batches) {
    this.quotas = quotas;
    this.batches = batches;
  }

  /**
   * Takes the batch's share, in the transaction that begins its signing. Of two batches that
   * together are too many the later one sees the earlier: whoever counts holds the row of the quota
   * until its transaction ends.
   *
   * @param signingYear in the country's time; a batch that is dated into an earlier year needs a
   *     release where this one has a quota
   * @throws Refusal {@code quota-held} where it is more than is left and nobody released it
   */
  void reserve(BatchEntity batch, int signingYear) {
    boolean isDatedBack =
        batch.issueDate.getYear() < signingYear
            && !quotas.hold(batch.institutionId, batch.kind, signingYear).isEmpty();
    if (isDatedBack) { // or a full year is left by writing another one
      batch.quotaRelease = release(batch).orElseThrow(() -> datedBack(batch, signingYear));
    }
    List<QuotaLimit> limits =
        quotas.hold(batch.institutionId, batch.kind, batch.issueDate.getYear());
    List<QuotaStanding> over =
        limits.stream()
            .map(limit -> standing(batch, limit, false))
            .filter(QuotaStanding::isHeld)
            .toList();
    if (!over.isEmpty()) {
      batch.quotaRelease = release(batch).orElseThrow(() -> held(batch, over));
    }
  }

  /** What a batch that is not signed yet would take. */
  List<QuotaStanding> standing(BatchEntity batch) {
    return switch (batch.batchState()) {
      case DRAFT, APPROVED -> {
        List<QuotaLimit> limits =
            quotas.inForce(batch.institutionId, batch.kind, batch.issueDate.getYear());
        boolean released = !limits.isEmpty() && release(batch).isPresent();
        yield limits.stream().map(limit -> standing(batch, limit, released)).toList();
      }
      case FAULTY, SIGNING, RECORDED, DONE, DISCARDED, VOIDED -> List.of();
    };
  }

  /**
   * Why a batch waits for a release.
   *
   * @param over the quotas that it exceeds; none where only its date holds it
   * @param isDatedBack whether it is dated into an earlier year than that of a quota
   */
  record Held(List<QuotaStanding> over, boolean isDatedBack) {}

  /**
   * Why a batch of which nothing is signed would be held now; empty where it would not be, and
   * where quotas are not as they were decided, since then no release helps.
   */
  Optional<Held> held(BatchEntity batch, int signingYear) {
    int year = batch.issueDate.getYear();
    Optional<List<QuotaLimit>> limits = quotas.genuine(batch.institutionId, batch.kind, year);
    Optional<List<QuotaLimit>> now = quotas.genuine(batch.institutionId, batch.kind, signingYear);
    if (limits.isEmpty() || now.isEmpty() || release(batch).isPresent()) {
      return Optional.empty();
    }
    List<QuotaStanding> over =
        limits.get().stream()
            .map(limit -> standing(batch, limit, false))
            .filter(QuotaStanding::isHeld)
            .toList();
    boolean isDatedBack = year < signingYear && !now.get().isEmpty();
    return over.isEmpty() && !isDatedBack
        ? Optional.empty()
        : Optional.of(new Held(over, isDatedBack));
  }

  private Optional<UUID> release(BatchEntity batch) {
    return quotas.release(batch.institutionId, batch.id, batch.approvedHash());
  }

  /** What a list that is no batch yet would take of the quotas of all programmes together. */
  List<QuotaStanding> standing(Frame frame, int rows) {
    int institution = frame.institution();
    String kind = frame.kind().code();
    LocalDate day = frame.issueDate();
    return quotas.inForce(institution, kind, day.getYear()).stream()
        .filter(limit -> limit.programme().equals(QuotaLimit.ALL))
        .map(
            limit ->
                new QuotaStanding(
                    limit.programme(),
                    day.getYear(),
                    limit.places(),
                    batches.used(institution, kind, day, null),
                    rows,
                    false))
        .toList();
  }

  private QuotaStanding standing(BatchEntity batch, QuotaLimit limit, boolean released) {
    boolean all = limit.programme().equals(QuotaLimit.ALL);
    String share = batch.programmes;
    return new QuotaStanding(
        limit.programme(),
        batch.issueDate.getYear(),
        limit.places(),
        batches.used(
            batch.institutionId, batch.kind, batch.issueDate, all ? null : limit.programme()),
        all ? batch.rowCount : share == null ? 0 : ProgrammeTally.of(share, limit.programme()),
        released);
  }

  private static Refusal datedBack(BatchEntity batch, int signingYear) {
    return new Refusal(
        QuotaProblem.HELD,
        "%s is dated %s and signed in %d, which has a quota of %s: it needs a release"
            .formatted(batch.publicId(), batch.issueDate, signingYear, batch.kind));
  }

  private static Refusal held(BatchEntity batch, List<QuotaStanding> over) {
    QuotaStanding first = over.getFirst();
    return new Refusal(
        QuotaProblem.HELD,
        "the quota of %s in %d is %d, %d are used, and %s has %d rows that count: %d too many"
            .formatted(
                batch.kind + (first.programme().equals("*") ? "" : " " + first.programme()),
                first.year(),
                first.places(),
                first.used(),
                batch.publicId(),
                first.batch(),
                first.over()),
        over.stream()
            .map(
                one ->
                    new Refusal.Fault(
                        "quota_held",
                        0,
                        one.programme(),
                        Integer.toString(one.places()),
                        Long.toString(one.used() + one.batch())))
            .toList());
  }
}
