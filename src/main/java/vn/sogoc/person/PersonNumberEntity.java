package vn.sogoc.person;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "person_number")
@SuppressWarnings("NullAway.Init") // filled by Hibernate
class PersonNumberEntity {
  @EmbeddedId PersonVersion id;
  int institutionId;
  byte[] lookup;
  byte[] sealed;
  String reason;
  Instant recordedAt;
}
