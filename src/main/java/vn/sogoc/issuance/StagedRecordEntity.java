package vn.sogoc.issuance;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A signed record that is not yet in the register; void until it is. */
@Entity
@Immutable
@IdClass(RowKey.class)
@Table(name = "staged_record")
@SuppressWarnings("NullAway.Init")
class StagedRecordEntity {
  @Id
  @Column(name = "batch_id")
  UUID batchId;

  @Id int position;

  @Column(name = "institution_id")
  int institutionId;

  byte[] cose;
}
