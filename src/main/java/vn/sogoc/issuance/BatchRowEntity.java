package vn.sogoc.issuance;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/**
 * A row of a frozen batch. {@code likeness} finds rows of people without a number that may be the
 * same.
 */
@Entity
@Immutable
@IdClass(RowKey.class)
@Table(name = "batch_row")
@SuppressWarnings("NullAway.Init")
class BatchRowEntity {
  @Id
  @Column(name = "batch_id")
  UUID batchId;

  @Id int position;

  @Column(name = "institution_id")
  int institutionId;

  int line;
  byte[] claims;

  @Column(name = "person_id")
  UUID personId;

  byte[] likeness;
}
