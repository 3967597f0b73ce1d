package vn.sogoc.publication;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class IssuanceListRepository implements PanacheRepositoryBase<IssuanceListEntity, UUID> {
  Optional<IssuanceListEntity> ofBatch(UUID batch) {
    return find("from IssuanceListEntity l where l.batchId = ?1", batch).firstResultOptional();
  }

  List<IssuanceListEntity> ofBatches(List<UUID> batches) {
    return list("from IssuanceListEntity l where l.batchId in ?1", batches);
  }

  /**
   * What lists of a year say they hold, by institution and kind; {@code institution} 0 means all.
   */
  List<ListedCount> counts(int institution, int year) {
    return getEntityManager()
        .createQuery(
            """
            select l.institutionId, l.kind, sum(l.entryCount), count(l) from IssuanceListEntity l
            where l.issueDate >= :first and l.issueDate < :next
              and (:institution = 0 or l.institutionId = :institution)
            group by l.institutionId, l.kind order by l.institutionId, l.kind
            """,
            Object[].class)
        .setParameter("first", LocalDate.of(year, 1, 1))
        .setParameter("next", LocalDate.of(year + 1, 1, 1))
        .setParameter("institution", institution)
        .getResultList()
        .stream()
        .map(
            row -> new ListedCount((Integer) row[0], (String) row[1], (Long) row[2], (Long) row[3]))
        .toList();
  }

  /** Newest first, a page at a time; {@code institution} 0 means all. */
  List<IssuanceListEntity> page(int institution, @Nullable IssuanceListEntity after, int limit) {
    String query =
        """
        select l from IssuanceListEntity l
        where (:institution = 0 or l.institutionId = :institution)
        """
            + (after == null
                ? ""
                : " and (l.publishedAt < :at or (l.publishedAt = :at and l.id < :id))")
            + " order by l.publishedAt desc, l.id desc";
    var typed =
        getEntityManager()
            .createQuery(query, IssuanceListEntity.class)
            .setParameter("institution", institution);
    if (after != null) {
      typed.setParameter("at", after.publishedAt).setParameter("id", after.id);
    }
    return typed.setMaxResults(limit).getResultList();
  }
}
