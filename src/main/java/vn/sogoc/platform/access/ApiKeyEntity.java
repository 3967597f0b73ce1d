package vn.sogoc.platform.access;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "api_key")
@SuppressWarnings("NullAway.Init") // filled by Hibernate
class ApiKeyEntity {
  @Id UUID id;
  UUID accountId;
  @Nullable Integer institutionId;
  String label;
  byte[] secretDigest;

  @JdbcTypeCode(SqlTypes.ARRAY)
  String[] roles;

  @Nullable Integer quota;
  Instant createdAt;
  @Nullable Instant expiresAt;
  @Nullable Instant revokedAt;
  byte[] seal;
}
