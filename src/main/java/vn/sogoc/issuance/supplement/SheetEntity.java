package vn.sogoc.issuance.supplement;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;

/** A list of supplements for a batch, from its upload until it is recorded or discarded. */
@Entity(name = "SupplementSheetEntity")
@DynamicUpdate
@Table(name = "supplement_sheet")
class SheetEntity {
  static final String ID_KIND = "sps";

  @Id UUID id = new UUID(0, 0);
  int institutionId;
  UUID batchId = new UUID(0, 0);
  byte[] fileDigest = {};
  int persons;
  int courses;
  int warnings;
  byte[] contentHash = {};
  UUID uploadedPerson = new UUID(0, 0);
  String uploadedName = "";
  Instant uploadedAt = Instant.EPOCH;
  @Nullable Instant discardedAt;
  @Nullable UUID approvalId;
  @Nullable Instant recordedAt;
  byte[] seal = {};

  PublicId publicId() {
    return PublicId.of(ID_KIND, id);
  }

  Digest content() {
    return Digest.of(contentHash);
  }

  boolean isOpen() {
    return recordedAt == null && discardedAt == null;
  }
}
