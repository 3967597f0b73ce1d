package vn.sogoc.register.legacy;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** What was decided about a line in which the two differ; the newest version counts. */
@Entity
@DynamicUpdate
@Table(name = "legacy_decision")
class RowDecisionEntity {
  @Id UUID id = new UUID(0, 0);
  int institutionId;
  UUID pageId = new UUID(0, 0);
  int line;
  int version;

  /** Sealed; null where there is no such row in the book. */
  byte @Nullable [] content;

  String reason = "";
  UUID decidedPerson = new UUID(0, 0);
  String decidedName = "";
  Instant decidedAt = Instant.EPOCH;
  @Nullable UUID agreedPerson;
  @Nullable String agreedName;
  @Nullable Instant agreedAt;
  byte[] seal = {};
}
