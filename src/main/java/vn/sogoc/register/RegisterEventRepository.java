package vn.sogoc.register;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

@ApplicationScoped
class RegisterEventRepository implements PanacheRepositoryBase<RegisterEventEntity, UUID> {
  private static final String LATER =
      "type in ('corrected', 'superseded', 'revoked', 'suspended', 'reinstated')";

  /** The events of each entry, in order of time. */
  @SuppressWarnings("unchecked") // a native query with a result class
  Map<UUID, List<RegisterEventEntity>> ofEntries(Collection<RegisterEntryEntity> entries) {
    if (entries.isEmpty()) {
      return Map.of();
    }
    List<RegisterEventEntity> events =
        getEntityManager()
            .createNativeQuery(
                "select * from register_event where entry_id = any(:entries) order by recorded_at",
                RegisterEventEntity.class)
            .setParameter("entries", entries.stream().map(e -> e.id).toArray(UUID[]::new))
            .getResultList();
    return events.stream().collect(Collectors.groupingBy(e -> e.entryId));
  }

  /** How many events there are that came after the issue of a credential. */
  long countLater() {
    return ((Number)
            getEntityManager()
                .createNativeQuery("select count(*) from register_event where " + LATER)
                .getSingleResult())
        .longValue();
  }

  /** The credentials of a status list that have such events. */
  @SuppressWarnings("unchecked") // a native query of one column
  List<UUID> withLater(int list) {
    return getEntityManager()
        .createNativeQuery(
            "select e.id from register_entry e where e.status_list = :list and e.id in"
                + " (select entry_id from register_event where "
                + LATER
                + ") order by e.id",
            UUID.class)
        .setParameter("list", list)
        .getResultList();
  }
}
