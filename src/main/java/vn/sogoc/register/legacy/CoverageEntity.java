package vn.sogoc.register.legacy;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A signed version of what a keeper's books cover. */
@Entity
@Immutable
@Table(name = "register_coverage")
class CoverageEntity {
  @Id UUID id = new UUID(0, 0);
  int institutionId;
  int version;
  byte[] signed = {};
  UUID eventId = new UUID(0, 0);
  byte[] entry = {};
  Instant recordedAt = Instant.EPOCH;
}
