package vn.sogoc.platform.idempotency;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "idempotency_key")
@SuppressWarnings("NullAway.Init") // filled by Hibernate
class IdempotencyKeyEntity {
  @EmbeddedId RequestKey id;
  byte[] bodyDigest;
  UUID holder;
  Instant leaseUntil;
  Instant createdAt;
  Instant expiresAt;
  @Nullable Integer status;
  @Nullable String headers;
  byte @Nullable [] body;
}
