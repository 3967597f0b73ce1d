package vn.sogoc.register;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The numbers a batch holds. */
@Entity
@Table(name = "number_reservation")
class NumberReservationEntity {
  static final String RESERVED = "reserved";
  static final String USED = "used";
  static final String VOIDED = "voided";

  @Id UUID batchId = new UUID(0, 0);
  int institutionId;
  String kind = "";
  int year;
  int count;
  int firstRegister;
  int firstSerial;
  long firstSlot;
  String state = RESERVED;
  @Nullable String minutes;
  Instant reservedAt = Instant.EPOCH;
}
