package vn.sogoc.register;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import vn.sogoc.kernel.Digest;

/** The minutes of a batch's voided numbers. */
@Entity
@Immutable
@Table(name = "number_voiding")
class NumberVoidingEntity {
  @Id UUID batchId = new UUID(0, 0);
  int institutionId;
  String reason = "";
  byte[] content = {};
  UUID askedPerson = new UUID(0, 0);
  String askedName = "";
  Instant askedAt = Instant.EPOCH;
  UUID approvedPerson = new UUID(0, 0);
  String approvedName = "";
  Instant voidedAt = Instant.EPOCH;

  static NumberVoidingEntity of(NumberReservationEntity held, VoidMinutes minutes) {
    NumberVoidingEntity row = new NumberVoidingEntity();
    row.batchId = held.batchId;
    row.institutionId = held.institutionId;
    row.reason = minutes.reason();
    row.content = minutes.content().toArray();
    row.askedPerson = minutes.askedPerson();
    row.askedName = minutes.askedName();
    row.askedAt = minutes.askedAt();
    row.approvedPerson = minutes.approvedPerson();
    row.approvedName = minutes.approvedName();
    row.voidedAt = minutes.voidedAt();
    return row;
  }

  VoidMinutes minutes() {
    return new VoidMinutes(
        reason,
        Digest.of(content),
        askedPerson,
        askedName,
        askedAt,
        approvedPerson,
        approvedName,
        voidedAt);
  }
}
