package vn.sogoc.issuance.delivery;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.PublicId;

/** A row of {@code delivery_sheet}. Its id is the value of the public identifier. */
@Entity
@Table(name = "delivery_sheet")
class SheetEntity {
  static final String ID_KIND = "dls";

  @Id UUID id = new UUID(0, 0);

  @Column(updatable = false)
  int institutionId;

  @Column(updatable = false)
  UUID batchId = new UUID(0, 0);

  @Column(updatable = false)
  String type = "";

  /** The one that is taken back; null where none is. */
  @Column(updatable = false)
  @Nullable UUID ofSheet;

  @Column(updatable = false)
  String exceptRows = "";

  @Column(updatable = false)
  int rowCount;

  @Column(updatable = false)
  UUID askedAccount = new UUID(0, 0);

  @Column(updatable = false)
  String askedName = "";

  @Column(updatable = false)
  Instant askedAt = Instant.EPOCH;

  /** Over the columns above: what the job does is what somebody asked for. */
  @Column(updatable = false)
  byte @Nullable [] seal;

  @Nullable UUID jobId;
  int recorded;
  @Nullable Instant doneAt;

  PublicId publicId() {
    return PublicId.of(ID_KIND, id);
  }

  @Nullable Object[] sealed() {
    return new @Nullable Object[] {
      id,
      institutionId,
      batchId,
      type,
      ofSheet,
      exceptRows,
      rowCount,
      askedAccount,
      askedName,
      askedAt
    };
  }

  boolean isUndone() {
    return type.equals(DeliveryEventEntity.UNDONE);
  }
}
