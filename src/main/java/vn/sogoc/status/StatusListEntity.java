package vn.sogoc.status;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** A version of a status list; {@code signed} is the truth. */
@Entity
@Immutable
@Table(name = "status_list_version")
class StatusListEntity {
  @EmbeddedId Key id = new Key("", 0, 0);
  int institutionId;
  long events;
  int entriesSet;
  byte[] bits = {};
  byte[] signed = {};
  Instant validFrom = Instant.EPOCH;
  Instant validUntil = Instant.EPOCH;

  /** Which list, and which version of it. */
  @Embeddable
  record Key(String purpose, int list, int version) implements Serializable {}
}
