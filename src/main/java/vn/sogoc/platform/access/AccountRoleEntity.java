package vn.sogoc.platform.access;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "account_role")
@SuppressWarnings("NullAway.Init") // filled by Hibernate
class AccountRoleEntity {
  @Id UUID id;
  UUID accountId;
  @Nullable Integer institutionId;
  String role;
  byte[] seal;
}
