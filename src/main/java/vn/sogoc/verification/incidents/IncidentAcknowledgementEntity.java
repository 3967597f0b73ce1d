package vn.sogoc.verification.incidents;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A row of {@code incident_acknowledgement}. */
@Entity
@Immutable
@Table(name = "incident_acknowledgement")
class IncidentAcknowledgementEntity {
  @Id UUID incidentId = new UUID(0, 0);
  int institutionId;
  UUID personId = new UUID(0, 0);
  String personName = "";
  String note = "";
  Instant at = Instant.EPOCH;
  byte[] seal = {};
}
