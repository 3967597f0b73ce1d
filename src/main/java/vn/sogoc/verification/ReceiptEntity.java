package vn.sogoc.verification;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A receipt: what was answered, without a word about whom; {@code seal} covers all of it. */
@Entity
@Immutable
@Table(name = "verification_receipt")
class ReceiptEntity {
  @Id UUID id = new UUID(0, 0);
  String shortCode = "";
  String askedBy = "";
  String verdict = "";
  String checks = "";
  byte @Nullable [] digest;
  Instant checkedAt = Instant.EPOCH;
  byte[] seal = {};
}
