package vn.sogoc.publication;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class IssuanceListRepository implements PanacheRepositoryBase<IssuanceListEntity, UUID> {
  Optional<IssuanceListEntity> ofBatch(UUID batch) {
    return find("from IssuanceListEntity l where l.batchId = ?1", batch).firstResultOptional();
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
