package vn.sogoc.institution.office;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A decision that a mandate rests on, as it was uploaded. */
@Entity
@Immutable
@Table(name = "mandate_document")
class MandateDocumentEntity {
  @Id UUID id = new UUID(0, 0);
  int institutionId;
  byte[] digest = {};
  String mediaType = "";
  byte[] content = {};
  Instant uploadedAt = Instant.EPOCH;
  byte[] seal = {};
}
