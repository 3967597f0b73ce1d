package vn.sogoc.person;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class PersonRepository implements PanacheRepositoryBase<PersonEntity, UUID> {

  /** Writes down persons of whom nothing is known yet, in one statement. */
  void insert(int institution, List<UUID> persons, Instant now) {
    if (!persons.isEmpty()) {
      getEntityManager()
          .createNativeQuery(
              """
              insert into person (id, institution_id, created_at)
              select id, :institution, :now from unnest(:ids) as id""")
          .setParameter("institution", institution)
          .setParameter("now", now)
          .setParameter("ids", persons.toArray(UUID[]::new))
          .executeUpdate();
    }
  }
}
