package vn.sogoc.issuance.blanks;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code blank_movement}. */
@Entity
@Immutable
@Table(name = "blank_movement")
class BlankMovementEntity {
  static final String ID_KIND = "blm";

  @Id UUID id = new UUID(0, 0);
  int institutionId;
  UUID seriesId = new UUID(0, 0);
  int version;
  String type = "";
  long firstNumber;
  long lastNumber;
  long quantity;
  @Nullable UUID batchId;
  String document = "";
  @Nullable LocalDate documentDate;
  String reason = "";
  String council = "";
  String police = "";
  byte @Nullable [] uses;
  @Nullable UUID proposalId;
  UUID recordedAccount = new UUID(0, 0);
  String recordedName = "";
  Instant recordedAt = Instant.EPOCH;
  byte[] seal = {};

  Span span() {
    return new Span(firstNumber, lastNumber);
  }

  MovementType movement() {
    return MovementType.ofCode(type);
  }

  /** What the seal covers, and the hash in the trail. */
  @Nullable Object[] columns() {
    byte[] hash = uses;
    return new @Nullable Object[] {
      id,
      institutionId,
      seriesId,
      version,
      type,
      firstNumber,
      lastNumber,
      quantity,
      batchId,
      document,
      documentDate,
      reason,
      council,
      police,
      hash == null ? null : HexFormat.of().formatHex(hash),
      proposalId,
      recordedAccount,
      recordedName,
      recordedAt.toEpochMilli()
    };
  }
}
