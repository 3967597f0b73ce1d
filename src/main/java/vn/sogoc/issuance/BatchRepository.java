package vn.sogoc.issuance;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.DecisionKey;
import vn.sogoc.kernel.Digest;

/** Rows of {@code batch}. */
@ApplicationScoped
class BatchRepository implements PanacheRepositoryBase<BatchEntity, UUID> {

  Optional<BatchEntity> of(int institution, UUID id) {
    return find("from BatchEntity where id = ?1 and institutionId = ?2", id, institution)
        .firstResultOptional();
  }

  /** The batch, locked until the transaction ends. */
  Optional<BatchEntity> lock(int institution, UUID id) {
    return find("from BatchEntity where id = ?1 and institutionId = ?2", id, institution)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional();
  }

  /** The batch that was made of a file for a kind and decision, unless it was given up. */
  Optional<BatchEntity> ofFile(int institution, Digest file, String kind, String decision) {
    return find(
            "from BatchEntity where institutionId = ?1 and fileDigest = ?2 and kind = ?3"
                + " and decisionNumber = ?4 and state not in ('discarded', 'voided')",
            institution,
            file.toArray(),
            kind,
            decision)
        .firstResultOptional();
  }

  /** Newest first, after the given one. */
  List<BatchEntity> page(int institution, @Nullable BatchEntity after, int limit) {
    if (after == null) {
      return find(
              "from BatchEntity where institutionId = ?1 order by preparedAt desc, id", institution)
          .page(Page.ofSize(limit))
          .list();
    }
    return find(
            "from BatchEntity where institutionId = ?1"
                + " and (preparedAt < ?2 or (preparedAt = ?2 and id > ?3)) order by preparedAt desc, id",
            institution,
            after.preparedAt,
            after.id)
        .page(Page.ofSize(limit))
        .list();
  }

  /** The last batch of a kind that was signed before another one was prepared. */
  Optional<BatchEntity> signedBefore(BatchEntity one) {
    return find(
            "from BatchEntity where institutionId = ?1 and kind = ?2 and id <> ?3 and preparedAt < ?4"
                + " and state in ('signing', 'recorded', 'done') order by preparedAt desc, id",
            one.institutionId,
            one.kind,
            one.id,
            one.preparedAt)
        .page(Page.ofSize(1))
        .firstResultOptional();
  }

  /** Batches under a decision however it was typed, the newest first. */
  List<BatchEntity> ofDecision(int institution, String decision, int limit) {
    return find(
            "from BatchEntity where institutionId = ?1 and decisionKey = ?2 order by preparedAt desc, id",
            institution,
            DecisionKey.of(decision))
        .page(Page.ofSize(limit))
        .list();
  }

  /**
   * How many rows of the batch's institution, kind and year were signed or are being signed.
   *
   * @param programme a national code, or null for all
   */
  long used(BatchEntity one, @Nullable String programme) {
    LocalDate first = one.issueDate.withDayOfYear(1);
    String rows = programme == null ? "row_count" : "cast(substring(programmes, :code) as bigint)";
    var question =
        getEntityManager()
            .createNativeQuery(
                "select coalesce(sum("
                    + rows
                    + "), 0) from batch where institution_id = :institution and kind = :kind"
                    + " and issue_date >= :first and issue_date < :next"
                    + " and state in ('signing', 'recorded', 'done')")
            .setParameter("institution", one.institutionId)
            .setParameter("kind", one.kind)
            .setParameter("first", first)
            .setParameter("next", first.plusYears(1));
    if (programme != null) {
      question.setParameter("code", "(?:^| )" + programme + "=([0-9]+)");
    }
    return ((Number) question.getSingleResult()).longValue();
  }

  /** Lets one transaction at a time store a file of an institution; held until it ends. */
  void oneAtATime(int institution, Digest file) {
    getEntityManager()
        .createNativeQuery("select cast(pg_advisory_xact_lock(:institution, :file) as text)")
        .setParameter("institution", institution)
        .setParameter("file", java.nio.ByteBuffer.wrap(file.toArray()).getInt())
        .getSingleResult();
  }
}
