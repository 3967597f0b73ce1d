package vn.sogoc.person;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

/** The n-th name or number of a person; two writers of the same one collide on the primary key. */
@Embeddable
record PersonVersion(UUID personId, int version) implements Serializable {

  static PersonVersion first(UUID person) {
    return new PersonVersion(person, 1);
  }

  PersonVersion next() {
    return new PersonVersion(personId, version + 1);
  }
}
