package vn.sogoc.publication;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A later version of a list; {@code signedHeader} is the truth. */
@Entity
@Immutable
@Table(name = "issuance_list_version")
class IssuanceListVersionEntity {
  @EmbeddedId Key id = new Key(new UUID(0, 0), 0);
  int institutionId;
  byte[] prior = {};
  byte[] signedHeader = {};
  Instant publishedAt = Instant.EPOCH;

  /** List and version, 2 or more. */
  @Embeddable
  record Key(UUID listId, int version) implements Serializable {}
}
