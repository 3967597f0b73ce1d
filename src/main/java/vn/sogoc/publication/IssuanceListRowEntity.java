package vn.sogoc.publication;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of a list with its way to the root. */
@Entity
@Immutable
@Table(name = "issuance_list_row")
class IssuanceListRowEntity {
  @EmbeddedId Key id = new Key(new UUID(0, 0), 0);
  int institutionId;
  byte[] credentialDigest = {};
  byte @Nullable [] salt;
  byte @Nullable [] fields;
  byte[] leaf = {};
  byte[] path = {};

  /** List and place in it. */
  @Embeddable
  record Key(UUID listId, int position) implements Serializable {}
}
