package vn.sogoc.person;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "person_name")
@SuppressWarnings("NullAway.Init") // filled by Hibernate
class PersonNameEntity {
  @EmbeddedId PersonVersion id;
  int institutionId;
  String fullName;
  Instant recordedAt;
}
