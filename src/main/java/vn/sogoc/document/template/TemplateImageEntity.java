package vn.sogoc.document.template;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A picture for templates, as this product encoded it. */
@Entity
@Immutable
@Table(name = "template_image")
class TemplateImageEntity {
  @Id UUID id = new UUID(0, 0);
  int institutionId;
  byte[] digest = {};
  String mediaType = "";
  int width;
  int height;
  byte[] content = {};
  Instant keptAt = Instant.EPOCH;
  byte[] seal = {};
}
