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

  /** The credentials of a kind and year about which something was recorded after their issue. */
  @SuppressWarnings("unchecked") // a native query of one column
  List<UUID> changed(int institution, String kind, int year) {
    return getEntityManager()
        .createNativeQuery(
            """
            select e.id from register_entry e
            where e.institution_id = :institution and e.kind = :kind and e.register_year = :year
              and exists (select from register_event v where v.entry_id = e.id and v.type <> 'issued')
            order by e.register_seq
            """,
            UUID.class)
        .setParameter("institution", institution)
        .setParameter("kind", kind)
        .setParameter("year", year)
        .getResultList();
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
