package vn.sogoc.register.legacy;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.PublicId;

/** A page of a book with its picture; of a page that was photographed anew the newest counts. */
@Entity
@DynamicUpdate
@Table(name = "legacy_page")
class BookPageEntity {
  static final String ID_KIND = "bpg";

  @Id UUID id = new UUID(0, 0);
  int institutionId;
  UUID bookId = new UUID(0, 0);
  int number;
  int version;
  byte[] imageDigest = {};
  UUID uploadedPerson = new UUID(0, 0);
  Instant uploadedAt = Instant.EPOCH;
  @Nullable UUID approvalId;
  byte @Nullable [] approvedHash;
  @Nullable Instant recordedAt;
  byte[] seal = {};

  PublicId publicId() {
    return PublicId.of(ID_KIND, id);
  }
}
