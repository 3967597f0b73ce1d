package vn.sogoc.status;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** The document of a decision, as it was uploaded. */
@Entity
@Immutable
@Table(name = "decision_document")
class DecisionDocumentEntity {
  @Id UUID decisionId = new UUID(0, 0);
  int institutionId;
  byte[] content = {};
}
