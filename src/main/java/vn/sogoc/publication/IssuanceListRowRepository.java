package vn.sogoc.publication;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import vn.sogoc.kernel.Digest;

@ApplicationScoped
class IssuanceListRowRepository
    implements PanacheRepositoryBase<IssuanceListRowEntity, IssuanceListRowEntity.Key> {
  /** A row and the list it stands in. */
  record InList(IssuanceListRowEntity row, IssuanceListEntity list) {}

  /** The rows of these credentials, in no order. */
  List<InList> ofCredentials(Collection<Digest> credentials) {
    return getEntityManager()
        .createQuery(
            """
            select r, l from IssuanceListRowEntity r, IssuanceListEntity l
            where r.credentialDigest in :credentials and l.id = r.id.listId
            """,
            Object[].class)
        .setParameter("credentials", credentials.stream().map(Digest::toArray).toList())
        .getResultList()
        .stream()
        .map(both -> new InList((IssuanceListRowEntity) both[0], (IssuanceListEntity) both[1]))
        .toList();
  }

  List<IssuanceListRowEntity> page(UUID list, int after, int limit) {
    return getEntityManager()
        .createQuery(
            """
            select r from IssuanceListRowEntity r
            where r.id.listId = :list and r.id.position > :after
            order by r.id.position
            """,
            IssuanceListRowEntity.class)
        .setParameter("list", list)
        .setParameter("after", after)
        .setMaxResults(limit)
        .getResultList();
  }
}
