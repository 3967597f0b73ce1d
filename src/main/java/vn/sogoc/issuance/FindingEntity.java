package vn.sogoc.issuance;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import vn.sogoc.issuance.intake.Finding;

/** A fault or a warning of a batch. */
@Entity
@Immutable
@IdClass(RowKey.class)
@Table(name = "batch_finding")
@SuppressWarnings("NullAway.Init")
class FindingEntity {
  @Id
  @Column(name = "batch_id")
  UUID batchId;

  @Id int position;

  @Column(name = "institution_id")
  int institutionId;

  @Column(name = "is_fault")
  boolean isFault;

  String code;
  int line;

  @Column(name = "column_name")
  String columnName;

  String expected;
  String found;

  Finding finding() {
    return new Finding(isFault, code, line, columnName, expected, found);
  }
}
