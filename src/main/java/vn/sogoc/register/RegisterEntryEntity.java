package vn.sogoc.register;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** Row of the register. {@code cose} is the truth, {@code seal} covers every other column. */
@Entity
@Immutable
@Table(name = "register_entry")
class RegisterEntryEntity {
  @Id UUID id = new UUID(0, 0);
  int institutionId;
  UUID batchId = new UUID(0, 0);
  int batchRow;
  String kind = "";
  String regime = "";
  String fullName = "";
  String birthDate = "";
  String serialNumber = "";
  String serialKey = "";
  String registerNumber = "";
  int registerYear;
  int registerSeq;
  String decisionNumber = "";
  String decisionKey = "";
  LocalDate decisionDate = LocalDate.EPOCH;
  LocalDate issueDate = LocalDate.EPOCH;
  int statusList;
  int statusIndex;
  byte[] keyId = {};
  UUID personId = new UUID(0, 0);
  byte[] lookup = {};
  byte[] cose = {};
  byte[] digest = {};
  Instant recordedAt = Instant.EPOCH;
  byte[] seal = {};

  @OneToMany(fetch = FetchType.LAZY)
  @JoinColumn(name = "entry_id", referencedColumnName = "id", insertable = false, updatable = false)
  @OrderBy("recordedAt")
  List<RegisterEventEntity> events = new ArrayList<>();
}
