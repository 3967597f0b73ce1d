package vn.sogoc.document.template;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;

/** How one printer puts a page onto a blank. */
@Entity
@DynamicUpdate
@Table(name = "blank_printer")
class PrinterEntity {
  @Id UUID id = new UUID(0, 0);
  int institutionId;
  String name = "";
  int moveRight;
  int moveDown;
  int stretch;
  Instant changedAt = Instant.EPOCH;
}
