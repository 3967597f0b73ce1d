package vn.sogoc.tlog.stamp;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** The stamp of a head. */
@Entity
@Immutable
@Table(name = "log_stamp")
class StampEntity {
  @Id long size;
  byte[] note = {};
  byte[] response = {};
  Instant stampedAt = Instant.EPOCH;
}
