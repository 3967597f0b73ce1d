package vn.sogoc.register;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** The numbers a batch holds. */
@Entity
@Table(name = "number_reservation")
class NumberReservationEntity {
  static final String RESERVED = "reserved";
  static final String USED = "used";
  static final String VOIDED = "voided";

  @Id UUID batchId = new UUID(0, 0);

  @Column(updatable = false)
  int institutionId;

  @Column(updatable = false)
  String kind = "";

  @Column(updatable = false)
  int year;

  @Column(updatable = false)
  int count;

  @Column(updatable = false)
  int firstRegister;

  @Column(updatable = false)
  int firstSerial;

  @Column(updatable = false)
  long firstSlot;

  String state = RESERVED;

  @Column(updatable = false)
  Instant reservedAt = Instant.EPOCH;
}
