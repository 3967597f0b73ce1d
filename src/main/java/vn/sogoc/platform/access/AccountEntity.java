package vn.sogoc.platform.access;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "account")
@SuppressWarnings("NullAway.Init") // filled by Hibernate
class AccountEntity {
  @Id UUID id;
  String username;
  String displayName;
  UUID personId;
  @Nullable Integer institutionId;
  @Nullable String passwordHash;
  int sessionEpoch = 1;
  @Nullable Instant disabledAt;
  Instant createdAt;
  byte[] seal;
}
