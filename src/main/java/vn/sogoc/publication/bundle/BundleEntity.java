package vn.sogoc.publication.bundle;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** A version of the trust bundle; {@code file} is the truth. */
@Entity
@Immutable
@Table(name = "trust_bundle")
class BundleEntity {
  @Id int version;
  byte[] file = {};
  byte[] digest = {};
  byte[] content = {};
  Instant issuedAt = Instant.EPOCH;
  Instant expiresAt = Instant.EPOCH;
}
