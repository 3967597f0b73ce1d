package vn.sogoc.issuance.quota;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** How a decision about a quota ended. */
@Entity
@Immutable
@Table(name = "quota_outcome")
class QuotaOutcomeEntity {
  static final String APPROVED = "approved";
  static final String REJECTED = "rejected";

  @Id UUID decisionId = new UUID(0, 0);
  int institutionId;
  String outcome = "";
  @Nullable Integer version;
  UUID askedPerson = new UUID(0, 0);
  UUID decidedPerson = new UUID(0, 0);
  String decidedName = "";
  Instant decidedAt = Instant.EPOCH;
  @Nullable UUID approvalId;
  byte[] seal = {};
}
