package vn.sogoc.register;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.Immutable;

/**
 * Row of the register. {@code cose} is the truth, {@code seal} covers every other column but the
 * time of recording, which is that of the row's issued event.
 */
@Entity
@Immutable
@Table(name = "register_entry")
class RegisterEntryEntity extends EntryColumns {
  Instant recordedAt = Instant.EPOCH;

  @OneToMany(fetch = FetchType.LAZY)
  @JoinColumn(name = "entry_id", referencedColumnName = "id", insertable = false, updatable = false)
  @OrderBy("recordedAt")
  List<RegisterEventEntity> events = new ArrayList<>();
}
