package vn.sogoc.register.legacy;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** What an institution declares of a book: how many entries, held or lost. */
@Entity
@DynamicUpdate
@Table(name = "legacy_declaration")
class DeclarationEntity {
  @Id UUID id = new UUID(0, 0);
  int institutionId;
  UUID bookId = new UUID(0, 0);
  int version;
  int entries;
  boolean lost;
  String minutes = "";
  UUID declaredPerson = new UUID(0, 0);
  String declaredName = "";
  Instant declaredAt = Instant.EPOCH;
  @Nullable UUID approvedPerson;
  @Nullable String approvedName;
  @Nullable Instant approvedAt;
  @Nullable UUID approvalId;
  byte[] seal = {};
}
