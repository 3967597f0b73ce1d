package vn.sogoc.publication;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vn.sogoc.kernel.Digest;

@ApplicationScoped
class IssuanceListVersionRepository
    implements PanacheRepositoryBase<IssuanceListVersionEntity, IssuanceListVersionEntity.Key> {

  /** The newest later version of each list; nothing for a list that has only its first. */
  @SuppressWarnings("unchecked") // a native query with a result class
  Map<UUID, IssuanceListVersionEntity> newest(Collection<UUID> lists) {
    if (lists.isEmpty()) {
      return Map.of();
    }
    List<IssuanceListVersionEntity> found =
        getEntityManager()
            .createNativeQuery(
                """
                select distinct on (list_id) * from issuance_list_version
                where list_id = any(:lists) order by list_id, version desc
                """,
                IssuanceListVersionEntity.class)
            .setParameter("lists", lists.toArray(UUID[]::new))
            .getResultList();
    Map<UUID, IssuanceListVersionEntity> newest = new HashMap<>();
    found.forEach(version -> newest.put(version.id.listId(), version));
    return newest;
  }

  Optional<IssuanceListVersionEntity> of(UUID list, int version) {
    return findByIdOptional(new IssuanceListVersionEntity.Key(list, version));
  }

  /** All later versions of a list, the newest first. */
  List<IssuanceListVersionEntity> all(UUID list) {
    return list(
        "from IssuanceListVersionEntity v where v.id.listId = ?1 order by v.id.version desc", list);
  }

  /** Which of these events a change note names already. */
  @SuppressWarnings("unchecked") // a native query of one column
  Set<Digest> named(Collection<Digest> events) {
    List<byte[]> found =
        getEntityManager()
            .createNativeQuery(
                "select event from issuance_list_change where event = any(:events)", byte[].class)
            .setParameter("events", events.stream().map(Digest::toArray).toArray(byte[][]::new))
            .getResultList();
    Set<Digest> named = new HashSet<>();
    found.forEach(event -> named.add(Digest.of(event)));
    return named;
  }

  /** Lets one transaction at a time make a version of a list; the primary key is the fence. */
  void queueFor(UUID list) {
    getEntityManager()
        .createNativeQuery(
            "select cast(pg_advisory_xact_lock(hashtextextended(:list, 0)) as text)", String.class)
        .setParameter("list", "issuance-list/" + list)
        .getSingleResult();
  }
}
