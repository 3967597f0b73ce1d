package vn.sogoc.issuance;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.DecisionKey;
import vn.sogoc.kernel.Digest;

/** Rows of {@code batch}. */
@ApplicationScoped
class BatchRepository implements PanacheRepositoryBase<BatchEntity, UUID> {
  private static final Instant FAR = Instant.parse("9999-12-31T00:00:00Z");

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

  /** Several batches, locked in the order of their ids until the transaction ends. */
  List<BatchEntity> lockAll(List<UUID> ids) {
    return find("from BatchEntity where id in ?1 order by id", ids)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .list();
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

  /**
   * Batches of every institution of which nothing is signed and for whose kind and year, or for
   * that of now, there is a quota; the newest first.
   */
  List<BatchEntity> underQuota(@Nullable BatchEntity after, int year, int limit) {
    @SuppressWarnings("unchecked")
    List<BatchEntity> found =
        getEntityManager()
            .createNativeQuery(
                """
                select b.* from batch b where b.state in ('draft', 'approved')
                  and (b.prepared_at < :at or b.prepared_at = :at and b.id > :id)
                  and exists (select from quota_cell q where q.institution_id = b.institution_id
                    and q.kind = b.kind and q.versions > 0
                    and (q.year = extract(year from b.issue_date)
                      or q.year = :year and q.year > extract(year from b.issue_date)))
                order by b.prepared_at desc, b.id limit :limit""",
                BatchEntity.class)
            .setParameter("at", after == null ? FAR : after.preparedAt)
            .setParameter("id", after == null ? new UUID(0, 0) : after.id)
            .setParameter("year", year)
            .setParameter("limit", limit)
            .getResultList();
    return found;
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

  /** Whether anything of a kind was signed under a decision, or is being signed. */
  boolean isUnder(int institution, String decisionKey, String kind) {
    return count(
            "institutionId = ?1 and decisionKey = ?2 and kind = ?3"
                + " and state in ('signing', 'recorded', 'done')",
            institution,
            decisionKey,
            kind)
        > 0;
  }

  /** The same for several batches at once: those under whose decisions a kind was signed. */
  Set<UUID> under(List<UUID> batches, String kind) {
    return Set.copyOf(
        getEntityManager()
            .createQuery(
                """
                select b.id from BatchEntity b where b.id in :batches and exists (
                  select 1 from BatchEntity o where o.institutionId = b.institutionId
                    and o.decisionKey = b.decisionKey and o.kind = :kind
                    and o.state in ('signing', 'recorded', 'done'))""",
                UUID.class)
            .setParameter("batches", batches)
            .setParameter("kind", kind)
            .getResultList());
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
   * How many rows of an institution, kind and year were signed or are being signed.
   *
   * @param day an issue date in the year
   * @param programme a national code, or null for all
   */
  long used(int institution, String kind, LocalDate day, @Nullable String programme) {
    LocalDate first = day.withDayOfYear(1);
    String rows = programme == null ? "row_count" : "cast(substring(programmes, :code) as bigint)";
    var question =
        getEntityManager()
            .createNativeQuery(
                "select coalesce(sum("
                    + rows
                    + "), 0) from batch where institution_id = :institution and kind = :kind"
                    + " and issue_date >= :first and issue_date < :next"
                    + " and state in ('signing', 'recorded', 'done')")
            .setParameter("institution", institution)
            .setParameter("kind", kind)
            .setParameter("first", first)
            .setParameter("next", first.plusYears(1));
    if (programme != null) {
      question.setParameter("code", "(?:^| )" + programme + "=([0-9]+)");
    }
    return ((Number) question.getSingleResult()).longValue();
  }

  /** What was signed or is being signed under a decision of the year of its date. */
  DecisionUse.Used used(int institution, String decisionKey, String kind, LocalDate date) {
    LocalDate first = date.withDayOfYear(1);
    Object[] sums =
        getEntityManager()
            .createQuery(
                """
                select coalesce(sum(rowCount), 0), min(decisionTotal) from BatchEntity
                where institutionId = :institution and decisionKey = :decision and kind = :kind
                  and decisionDate >= :first and decisionDate < :next
                  and state in ('signing', 'recorded', 'done')""",
                Object[].class)
            .setParameter("institution", institution)
            .setParameter("decision", decisionKey)
            .setParameter("kind", kind)
            .setParameter("first", first)
            .setParameter("next", first.plusYears(1))
            .getSingleResult();
    return new DecisionUse.Used(((Number) sums[0]).longValue(), (Integer) sums[1]);
  }

  /** Lets one transaction at a time begin to sign under a decision; held until it ends. */
  void holdDecision(int institution, String decisionKey, String kind, int year) {
    for (String statement :
        List.of(
            "insert into decision_use (institution_id, decision_key, decision_year, kind)"
                + " values (:institution, :decision, :year, :kind) on conflict do nothing",
            "update decision_use set kind = kind where institution_id = :institution"
                + " and decision_key = :decision and decision_year = :year and kind = :kind")) {
      int touched =
          getEntityManager()
              .createNativeQuery(statement)
              .setParameter("institution", institution)
              .setParameter("decision", decisionKey)
              .setParameter("year", year)
              .setParameter("kind", kind)
              .executeUpdate();
      if (touched == 1) {
        return; // whoever wrote the row holds it
      }
    }
    throw new IllegalStateException("the row of a decision");
  }

  /** Lets one transaction at a time store a file of an institution; held until it ends. */
  void oneAtATime(int institution, Digest file) {
    getEntityManager()
        .createNativeQuery("select cast(pg_advisory_xact_lock(:institution, :file) as text)")
        .setParameter("institution", institution)
        .setParameter("file", java.nio.ByteBuffer.wrap(file.toArray()).getInt())
        .getSingleResult();
  }

  /** Whether some batch of a kind is just being signed, or its signing failed and waits. */
  boolean areSigned(int institution, String kind) {
    return count(
            "institutionId = ?1 and kind = ?2 and state = ?3",
            institution,
            kind,
            BatchState.SIGNING.code())
        > 0;
  }
}
