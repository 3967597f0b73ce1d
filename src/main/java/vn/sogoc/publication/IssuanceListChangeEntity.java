package vn.sogoc.publication;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A line of a change note, so that a node finds which events are named already. */
@Entity
@Immutable
@Table(name = "issuance_list_change")
class IssuanceListChangeEntity {
  @EmbeddedId Key id = new Key(new UUID(0, 0), 0, 0);
  int institutionId;
  int position;
  String type = "";
  String decisionNumber = "";
  LocalDate decisionDate = LocalDate.EPOCH;
  byte[] event = {};

  /** List, version and place in its note. */
  @Embeddable
  record Key(UUID listId, int version, int ordinal) implements Serializable {}
}
