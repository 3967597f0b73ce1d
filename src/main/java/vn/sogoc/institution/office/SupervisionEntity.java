package vn.sogoc.institution.office;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** That one institution supervises another, from a moment on. */
@Entity
@Immutable
@Table(name = "supervision")
class SupervisionEntity {
  @Id UUID id = new UUID(0, 0);
  int institutionId;
  int version;

  /** Nobody: it ended. */
  @Nullable Integer supervisorId;

  Instant recordedAt = Instant.EPOCH;
  byte[] seal = {};
}
