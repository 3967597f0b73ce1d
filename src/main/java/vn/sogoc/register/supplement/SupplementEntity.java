package vn.sogoc.register.supplement;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A recorded supplement: its signed bytes and its entry of the log. */
@Entity
@Immutable
@Table(name = "supplement")
class SupplementEntity {
  @Id UUID id = new UUID(0, 0);
  int institutionId;
  UUID sheetId = new UUID(0, 0);
  int line;
  UUID entryId = new UUID(0, 0);
  int revision;
  byte[] cose = {};
  byte[] digest = {};
  UUID eventId = new UUID(0, 0);
  byte[] entry = {};
  Instant recordedAt = Instant.EPOCH;
  byte[] seal = {};
}
