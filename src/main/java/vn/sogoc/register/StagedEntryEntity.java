package vn.sogoc.register;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A row that waits for its batch to be recorded; void until then. */
@Entity
@Immutable
@Table(name = "staged_entry")
class StagedEntryEntity extends EntryColumns {
  UUID eventId = new UUID(0, 0);
  byte[] eventRest = {};
}
