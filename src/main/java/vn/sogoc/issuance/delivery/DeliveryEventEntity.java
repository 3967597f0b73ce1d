package vn.sogoc.issuance.delivery;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code delivery_event}. */
@Entity
@Immutable
@Table(name = "delivery_event")
class DeliveryEventEntity {
  static final String DELIVERED = "delivered";
  static final String UNDONE = "undone";

  @Id UUID id = new UUID(0, 0);
  int institutionId;
  UUID credentialId = new UUID(0, 0);
  int version;
  String type = "";
  @Nullable String receiver;
  @Nullable String paper;
  byte @Nullable [] personSealed;
  UUID recordedAccount = new UUID(0, 0);
  String recordedName = "";
  Instant recordedAt = Instant.EPOCH;
  byte[] seal = {};

  /** What the seal covers, and the hash in the trail. */
  @Nullable Object[] columns() {
    byte[] sealed = personSealed;
    return new @Nullable Object[] {
      id,
      institutionId,
      credentialId,
      version,
      type,
      receiver,
      paper,
      sealed == null ? null : HexFormat.of().formatHex(sealed),
      recordedAccount,
      recordedName,
      recordedAt.toEpochMilli()
    };
  }
}
