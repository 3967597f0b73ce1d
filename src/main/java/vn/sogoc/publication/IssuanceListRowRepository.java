package vn.sogoc.publication;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.sogoc.kernel.Digest;

@ApplicationScoped
class IssuanceListRowRepository
    implements PanacheRepositoryBase<IssuanceListRowEntity, IssuanceListRowEntity.Key> {
  /** A row and the list it stands in. */
  record InList(IssuanceListRowEntity row, IssuanceListEntity list) {}

  /**
   * The rows of these credentials, in no order. One array parameter, so that the plan is the same
   * for one credential as for fifty.
   */
  @SuppressWarnings("unchecked") // native queries with a result class
  List<InList> ofCredentials(Collection<Digest> credentials) {
    List<IssuanceListRowEntity> rows =
        getEntityManager()
            .createNativeQuery(
                "select * from issuance_list_row where credential_digest = any(:credentials)",
                IssuanceListRowEntity.class)
            .setParameter(
                "credentials", credentials.stream().map(Digest::toArray).toArray(byte[][]::new))
            .getResultList();
    List<IssuanceListEntity> lists =
        getEntityManager()
            .createNativeQuery(
                "select * from issuance_list where id = any(:lists)", IssuanceListEntity.class)
            .setParameter(
                "lists", rows.stream().map(r -> r.id.listId()).distinct().toArray(UUID[]::new))
            .getResultList();
    Map<UUID, IssuanceListEntity> byId =
        lists.stream().collect(Collectors.toMap(list -> list.id, list -> list));
    List<InList> found = new ArrayList<>();
    for (IssuanceListRowEntity row : rows) {
      IssuanceListEntity list = byId.get(row.id.listId());
      if (list != null) {
        found.add(new InList(row, list));
      }
    }
    return found;
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
