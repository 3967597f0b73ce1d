package vn.sogoc.register.legacy;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** One of the two persons who key a page. */
@Entity
@DynamicUpdate
@Table(name = "legacy_turn")
class TurnEntity {
  @Id UUID id = new UUID(0, 0);
  int institutionId;
  UUID pageId = new UUID(0, 0);
  int turn;
  UUID personId = new UUID(0, 0);
  String personName = "";
  Instant openedAt = Instant.EPOCH;
  @Nullable Instant closedAt;

  /** SHA-256 over its rows when it was closed. */
  byte @Nullable [] rowsDigest;

  byte[] seal = {};
}
