package vn.sogoc.person;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "person_identity")
@SuppressWarnings("NullAway.Init") // filled by Hibernate
class PersonIdentityEntity {
  @Id UUID id;
  UUID personId;
  int institutionId;
  String kind;
  String country;
  byte[] lookup;
  byte[] sealed;
  Instant recordedAt;
}
