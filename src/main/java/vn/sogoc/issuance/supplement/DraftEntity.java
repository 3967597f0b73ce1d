package vn.sogoc.issuance.supplement;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** What will be signed of one person, sealed: marks are confidential. */
@Entity
@Immutable
@Table(name = "supplement_draft")
class DraftEntity {
  @Id UUID id = new UUID(0, 0);
  int institutionId;
  UUID sheetId = new UUID(0, 0);
  int line;
  UUID entryId = new UUID(0, 0);
  int revision;
  byte[] content = {};
  byte[] seal = {};
}
