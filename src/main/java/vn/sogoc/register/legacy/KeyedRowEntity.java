package vn.sogoc.register.legacy;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;

/** A row as one of the two persons keyed it. */
@Entity
@DynamicUpdate
@Table(name = "legacy_row")
class KeyedRowEntity {
  @Id UUID id = new UUID(0, 0);
  int institutionId;
  UUID turnId = new UUID(0, 0);
  int line;

  /** Sealed: it holds the words of a person. */
  byte[] content = {};

  Instant keyedAt = Instant.EPOCH;
  byte[] seal = {};
}
