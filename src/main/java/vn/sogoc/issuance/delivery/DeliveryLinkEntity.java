package vn.sogoc.issuance.delivery;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code delivery_link}. */
@Entity
@Table(name = "delivery_link")
class DeliveryLinkEntity {
  static final int MOST_TRIES = 5;

  @Id UUID id = new UUID(0, 0);

  @Column(updatable = false)
  int institutionId;

  @Column(updatable = false)
  UUID credentialId = new UUID(0, 0);

  @Column(updatable = false)
  String channel = "";

  @Column(updatable = false)
  byte[] secretDigest = {};

  byte @Nullable [] messageSealed;

  @Column(updatable = false)
  UUID askedAccount = new UUID(0, 0);

  @Column(updatable = false)
  String askedName = "";

  @Column(updatable = false)
  Instant createdAt = Instant.EPOCH;

  @Column(updatable = false)
  Instant expiresAt = Instant.EPOCH;

  @Nullable Instant sentAt;
  int tries;
  @Nullable String ended;
  @Nullable Instant endedAt;

  boolean isOpen(Instant now) {
    return ended == null && now.isBefore(expiresAt);
  }

  void end(String how, Instant now) {
    ended = how;
    endedAt = now;
    messageSealed = null;
  }
}
