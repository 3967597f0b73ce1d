package vn.sogoc.register.supplement;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** That a supplement is taken back: asked for, and where another person approved it, in the log. */
@Entity
@DynamicUpdate
@Table(name = "supplement_withdrawal")
class SupplementWithdrawalEntity {
  @Id UUID id = new UUID(0, 0);
  int institutionId;
  UUID supplementId = new UUID(0, 0);
  int version;
  String reason = "";
  UUID askedPerson = new UUID(0, 0);
  String askedName = "";
  Instant askedAt = Instant.EPOCH;
  @Nullable UUID approvedPerson;
  @Nullable String approvedName;
  @Nullable Instant approvedAt;
  @Nullable UUID approvalId;
  @Nullable UUID eventId;
  byte @Nullable [] entry;
  byte[] seal = {};
}
