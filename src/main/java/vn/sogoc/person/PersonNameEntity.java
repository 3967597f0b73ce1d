package vn.sogoc.person;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import vn.sogoc.credential.PartialDate;
import vn.sogoc.credential.PersonName;

/** What was registered of a person at some time: the printed name and the date of birth. */
@Entity
@Table(name = "person_name")
@SuppressWarnings("NullAway.Init") // filled by Hibernate
class PersonNameEntity {
  @EmbeddedId PersonVersion id;
  int institutionId;
  String fullName;
  String birthDate;
  Instant recordedAt;

  Person person() {
    return new Person(id.personId(), new PersonName(fullName), PartialDate.parse(birthDate));
  }
}
