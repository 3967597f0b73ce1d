package vn.sogoc.document.template;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** A template that two persons agreed to; its design is in the terms of their proposal. */
@Entity(name = "DiplomaTemplateEntity")
@DynamicUpdate
@Table(name = "diploma_template")
class TemplateEntity {
  @Id UUID id = new UUID(0, 0);
  int institutionId;
  String kind = "";
  LocalDate validFrom = LocalDate.EPOCH;
  @Nullable LocalDate validUntil;
  Instant agreedAt = Instant.EPOCH;
  @Nullable Instant endedAt;
  byte[] seal = {};
}
