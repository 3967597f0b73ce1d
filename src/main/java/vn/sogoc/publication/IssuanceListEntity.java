package vn.sogoc.publication;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A published list; {@code signedHeader} is the truth. */
@Entity
@Immutable
@Table(name = "issuance_list")
class IssuanceListEntity {
  @Id UUID id = new UUID(0, 0);
  int institutionId;
  UUID batchId = new UUID(0, 0);
  int version;
  String kind = "";
  String decisionNumber = "";
  LocalDate decisionDate = LocalDate.EPOCH;
  LocalDate issueDate = LocalDate.EPOCH;
  int entryCount;
  byte[] root = {};
  byte[] signedHeader = {};
  Instant publishedAt = Instant.EPOCH;
}
