package vn.sogoc.person;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "person")
@SuppressWarnings("NullAway.Init") // filled by Hibernate
class PersonEntity {
  @Id UUID id;
  int institutionId;
  Instant createdAt;
}
