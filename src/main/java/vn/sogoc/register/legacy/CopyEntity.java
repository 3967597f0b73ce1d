package vn.sogoc.register.legacy;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A recorded copy: its signed bytes, its entry of the log, and what it is found by. */
@Entity
@Immutable
@Table(name = "register_copy")
class CopyEntity {
  @Id UUID id = new UUID(0, 0);
  int institutionId;
  int issuerId;
  UUID pageId = new UUID(0, 0);
  int line;
  byte @Nullable [] serialLookup;
  byte @Nullable [] registerLookup;
  byte[] cose = {};
  byte[] digest = {};
  UUID eventId = new UUID(0, 0);
  byte[] entry = {};
  Instant recordedAt = Instant.EPOCH;
  byte[] seal = {};
}
