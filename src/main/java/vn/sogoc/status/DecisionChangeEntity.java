package vn.sogoc.status;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import vn.sogoc.kernel.Bytes;

/** A value that a correction changes; the decision's content commits to it. */
@Entity
@Immutable
@Table(name = "decision_change")
class DecisionChangeEntity {
  @EmbeddedId Key id = new Key(new UUID(0, 0), 0);
  int institutionId;
  String field = "";
  String oldValue = "";
  String newValue = "";
  byte[] salt = {};

  /** Decision and place in it. */
  @Embeddable
  record Key(UUID decisionId, int position) implements Serializable {}

  FieldChange change() {
    return new FieldChange(field, oldValue, newValue, Bytes.of(salt));
  }
}
