package vn.sogoc.person;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class PersonGuardianRepository implements PanacheRepositoryBase<PersonGuardianEntity, UUID> {

  List<Guardianship> ofWard(UUID ward, LocalDate day) {
    return holding(
        list("from PersonGuardianEntity where wardId = ?1 order by validFrom, id", ward), day);
  }

  List<Guardianship> ofGuardian(UUID guardian, LocalDate day) {
    return holding(
        list("from PersonGuardianEntity where guardianId = ?1 order by validFrom, id", guardian),
        day);
  }

  private static List<Guardianship> holding(List<PersonGuardianEntity> rows, LocalDate day) {
    return rows.stream()
        .map(PersonGuardianEntity::toGuardianship)
        .filter(guardianship -> guardianship.holdsOn(day))
        .toList();
  }
}
