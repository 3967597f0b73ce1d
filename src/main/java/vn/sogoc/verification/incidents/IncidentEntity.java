package vn.sogoc.verification.incidents;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A row of {@code incident}. */
@Entity
@Immutable
@Table(name = "incident")
class IncidentEntity {
  @Id UUID id = new UUID(0, 0);
  int institutionId;
  byte[] digest = {};
  byte[] keyId = {};
  String reason = "";
  Instant firstSeen = Instant.EPOCH;
}
