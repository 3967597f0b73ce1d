package vn.sogoc.institution;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** How a change of keys ended. */
@Entity
@Immutable
@Table(name = "key_change_outcome")
class KeyChangeOutcomeEntity {
  static final String APPROVED = "approved";
  static final String REJECTED = "rejected";

  @Id UUID changeId = new UUID(0, 0);
  int institutionId;
  String outcome = "";
  UUID askedPerson = new UUID(0, 0);
  UUID decidedPerson = new UUID(0, 0);
  String decidedName = "";
  Instant decidedAt = Instant.EPOCH;
  @Nullable UUID approvalId;
  byte[] seal = {};
}
