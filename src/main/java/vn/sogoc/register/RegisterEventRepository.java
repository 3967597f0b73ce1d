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

  /** The credentials of a status list for which something was given back. */
  @SuppressWarnings("unchecked") // a native query of one column
  List<UUID> reinstated(int list) {
    return getEntityManager()
        .createNativeQuery(
            "select e.id from register_entry e where e.status_list = :list and e.id in"
                + " (select entry_id from register_event where type = 'reinstated') order by e.id",
            UUID.class)
        .setParameter("list", list)
        .getResultList();
  }
}
