package vn.sogoc.register;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import org.hibernate.annotations.Immutable;

/** A decision about who keeps the register of an issuer. */
@Entity
@Immutable
@Table(name = "register_custody")
class CustodyEntity {
  @EmbeddedId Key id = new Key(0, 0);
  int keeperId;
  LocalDate validFrom = LocalDate.EPOCH;
  String legalBasis = "";
  Instant recordedAt = Instant.EPOCH;
  byte[] seal = {};

  /** Issuer and version. */
  @Embeddable
  record Key(int institutionId, int version) implements Serializable {}
}
