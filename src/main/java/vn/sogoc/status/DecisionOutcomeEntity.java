package vn.sogoc.status;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** How a decision ended. */
@Entity
@Immutable
@Table(name = "decision_outcome")
class DecisionOutcomeEntity {
  static final String APPROVED = "approved";
  static final String REJECTED = "rejected";

  @Id UUID decisionId = new UUID(0, 0);
  int institutionId;
  String outcome = "";
  UUID askedPerson = new UUID(0, 0);
  UUID decidedPerson = new UUID(0, 0);
  String decidedName = "";
  Instant decidedAt = Instant.EPOCH;
  @Nullable String note;
  @Nullable UUID approvalId;
  byte @Nullable [] eventDigest;
  byte[] seal = {};

  boolean isApproved() {
    return outcome.equals(APPROVED);
  }
}
