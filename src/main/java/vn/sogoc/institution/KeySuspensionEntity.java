package vn.sogoc.institution;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.kernel.Bytes;

/** A key that one person suspended for some hours. */
@Entity
@Immutable
@Table(name = "key_suspension")
class KeySuspensionEntity {
  @Id UUID id = new UUID(0, 0);
  int institutionId;
  byte[] keyId = {};
  Instant beginsAt = Instant.EPOCH;
  Instant endsAt = Instant.EPOCH;
  String reason = "";
  UUID personId = new UUID(0, 0);
  String personName = "";
  byte[] seal = {};

  KeySuspension view() {
    return new KeySuspension(
        id, institutionId, new KeyId(Bytes.of(keyId)), beginsAt, endsAt, reason);
  }
}
