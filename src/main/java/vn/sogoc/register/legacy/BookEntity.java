package vn.sogoc.register.legacy;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import vn.sogoc.kernel.PublicId;

/** An old register book; what its keeper says of it now is its newest approved declaration. */
@Entity
@Immutable
@Table(name = "legacy_book")
class BookEntity {
  @Id UUID id = new UUID(0, 0);
  int institutionId;
  int issuerId;
  String kind = "";
  String title = "";
  int yearFrom;
  int yearTo;
  String firstNumber = "";
  String lastNumber = "";
  Instant createdAt = Instant.EPOCH;
  byte[] seal = {};

  PublicId publicId() {
    return PublicId.of(RegisterCopy.BOOK_KIND, id);
  }
}
