package vn.sogoc.institution;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** One signed statement, append-only. */
@Entity
@Table(name = "institution_statement")
class StatementEntity {
  @EmbeddedId Key id = new Key(0, 0);
  byte[] statement = {};
  Instant createdAt = Instant.EPOCH;

  /** Institution and version. */
  @Embeddable
  record Key(int institutionId, int version) implements Serializable {}
}
