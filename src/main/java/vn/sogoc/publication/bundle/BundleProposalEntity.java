package vn.sogoc.publication.bundle;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;

/** A version that was signed outside and waits for a second person. */
@Entity
@Immutable
@Table(name = "trust_bundle_proposal")
class BundleProposalEntity {
  static final String ID_KIND = "tbp";

  @Id UUID id = new UUID(0, 0);
  int version;
  byte[] file = {};
  UUID askedPerson = new UUID(0, 0);
  String askedName = "";
  Instant askedAt = Instant.EPOCH;
  Instant expiresAt = Instant.EPOCH;
  byte[] seal = {};

  PublicId publicId() {
    return PublicId.of(ID_KIND, id);
  }

  /** What the second person confirms: the hash of the file, which the log will name. */
  Digest contentDigest() {
    return Digest.sha256(file);
  }
}
