package vn.sogoc.person;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

@Entity
@DynamicUpdate // the application may set the end and nothing else
@Table(name = "person_guardian")
@SuppressWarnings("NullAway.Init") // filled by Hibernate
class PersonGuardianEntity {
  @Id UUID id;
  UUID wardId;
  UUID guardianId;
  int institutionId;
  String relation;
  LocalDate validFrom;
  @Nullable LocalDate validUntil;
  Instant recordedAt;

  Guardianship toGuardianship() {
    return new Guardianship(
        id,
        wardId,
        guardianId,
        Guardianship.Relation.valueOf(relation.toUpperCase(Locale.ROOT)),
        validFrom,
        validUntil);
  }
}
