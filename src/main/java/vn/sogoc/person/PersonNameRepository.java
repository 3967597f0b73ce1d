package vn.sogoc.person;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class PersonNameRepository implements PanacheRepositoryBase<PersonNameEntity, PersonVersion> {

  /** Every name, the current one first. */
  List<PersonNameEntity> of(UUID person) {
    return list("from PersonNameEntity where id.personId = ?1 order by id.version desc", person);
  }
}
