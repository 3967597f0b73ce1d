package vn.sogoc.person;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.sogoc.platform.store.CopyRows;

@ApplicationScoped
class PersonNameRepository implements PanacheRepositoryBase<PersonNameEntity, PersonVersion> {

  /** Every name, the current one first. */
  List<PersonNameEntity> of(UUID person) {
    return list("from PersonNameEntity where id.personId = ?1 order by id.version desc", person);
  }

  /** The current name of each person that has one. */
  @SuppressWarnings("unchecked") // a native query with a result class
  Map<UUID, PersonNameEntity> current(Collection<UUID> persons) {
    Map<UUID, PersonNameEntity> current = new HashMap<>();
    List<PersonNameEntity> found =
        getEntityManager()
            .createNativeQuery(
                """
                select distinct on (person_id) * from person_name
                where person_id = any(:persons)
                order by person_id, version desc""",
                PersonNameEntity.class)
            .setParameter("persons", persons.toArray(UUID[]::new))
            .getResultList();
    found.forEach(name -> current.put(name.id.personId(), name));
    return current;
  }

  /**
   * Writes the next versions; another one that wrote the same version first is an error of the
   * store.
   */
  void write(List<PersonNameEntity> next) {
    if (next.isEmpty()) {
      return;
    }
    CopyRows rows =
        new CopyRows(
            "person_name",
            "person_id",
            "version",
            "institution_id",
            "full_name",
            "birth_date",
            "recorded_at");
    for (PersonNameEntity name : next) {
      rows.row()
          .add(name.id.personId())
          .add(name.id.version())
          .add(name.institutionId)
          .add(name.fullName)
          .add(name.birthDate)
          .add(name.recordedAt);
    }
    rows.into(getEntityManager());
  }
}
