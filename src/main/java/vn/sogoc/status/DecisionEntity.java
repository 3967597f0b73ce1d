package vn.sogoc.status;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;

/**
 * A decision as it was asked for. {@code content} is what was approved, {@code seal} covers all.
 */
@Entity
@Immutable
@Table(name = "credential_decision")
class DecisionEntity {
  static final String ID_KIND = "dec";

  @Id UUID id = new UUID(0, 0);
  int institutionId;
  UUID entryId = new UUID(0, 0);
  int ordinal;
  String type = "";
  String reason = "";
  String legalBasis = "";
  String decisionNumber = "";
  String decisionKey = "";
  LocalDate decisionDate = LocalDate.EPOCH;
  byte[] documentDigest = {};
  String documentType = "";
  byte[] subject = {};
  @Nullable UUID successorId;
  byte @Nullable [] successorSubject;
  byte[] salt = {};
  byte[] content = {};
  UUID askedPerson = new UUID(0, 0);
  String askedName = "";
  Instant askedAt = Instant.EPOCH;
  Instant expiresAt = Instant.EPOCH;
  byte[] seal = {};

  PublicId publicId() {
    return PublicId.of(ID_KIND, id);
  }

  Digest contentDigest() {
    return Digest.sha256(content);
  }
}
