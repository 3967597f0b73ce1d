package vn.sogoc.tlog;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** One entry at its index. */
@Entity
@Immutable
@Table(name = "log_entry")
class LogEntryEntity {
  @Id long idx;
  UUID eventId = new UUID(0, 0);
  int institutionId;
  byte[] leaf = {};
  byte[] entry = {};
}
