package vn.sogoc.register;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** An event with the final bytes of its log entry; what the sequencer orders later. */
@Entity
@Immutable
@Table(name = "register_event")
class RegisterEventEntity {
  @Id UUID id = new UUID(0, 0);
  int institutionId;

  @Nullable
  @Column(name = "entry_id")
  UUID entryId;

  String type = "";
  byte[] entry = {};
  byte[] entryDigest = {};
  Instant recordedAt = Instant.EPOCH;
}
