package vn.sogoc.issuance.blanks;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code blank_series}. */
@Entity
@Immutable
@Table(name = "blank_series")
class BlankSeriesEntity {
  static final String ID_KIND = "bls";

  @Id UUID id = new UUID(0, 0);
  int institutionId;
  String kind = "";
  String prefix = "";
  int digits;
  Instant createdAt = Instant.EPOCH;
  byte[] seal = {};

  @Nullable Object[] columns() {
    return new @Nullable Object[] {
      id, institutionId, kind, prefix, digits, createdAt.toEpochMilli()
    };
  }
}
