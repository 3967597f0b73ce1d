package vn.sogoc.platform.proposals;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** How a proposal ended. */
@Entity
@Immutable
@Table(name = "proposal_outcome")
class ProposalOutcomeEntity {
  static final String APPROVED = "approved";
  static final String REJECTED = "rejected";

  @Id UUID proposalId = new UUID(0, 0);
  int institutionId;
  String outcome = REJECTED;
  UUID askedPerson = new UUID(0, 0);
  UUID decidedPerson = new UUID(0, 0);
  String decidedName = "";
  Instant decidedAt = Instant.EPOCH;
  @Nullable UUID approvalId;
  byte[] seal = {};
}
