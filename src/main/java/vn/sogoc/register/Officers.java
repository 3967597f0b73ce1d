package vn.sogoc.register;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.sogoc.institution.office.NewOfficers;
import vn.sogoc.person.Persons;

/** People who come to work at an institution: persons of whom the register knows nothing else. */
@ApplicationScoped
class Officers implements NewOfficers {
  private final Persons persons;

  Officers(Persons persons) {
    this.persons = persons;
  }

  @Override
  @Transactional
  public UUID create(int institution) {
    return persons.identifyAll(institution, List.of(Optional.empty())).getFirst();
  }
}
