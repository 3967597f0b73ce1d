package vn.sogoc.institution;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.kernel.Bytes;

/** Row of a mandate. */
@Entity
@Table(name = "mandate")
class MandateEntity {
  @Id UUID id = new UUID(0, 0);
  int institutionId;
  UUID personId = new UUID(0, 0);
  String personName = "";
  String titleVi = "";
  String titleEn = "";
  String kinds = "";
  LocalDate validFrom = LocalDate.EPOCH;
  @Nullable LocalDate validUntil;
  String decisionNumber = "";
  LocalDate decisionDate = LocalDate.EPOCH;
  String signsAs = "";
  byte @Nullable [] keyId;
  byte[] seal = {};

  Mandate mandate() {
    return new Mandate(
        id,
        institutionId,
        personId,
        personName,
        titleVi,
        titleEn,
        Set.of(kinds.split(" ")),
        validFrom,
        validUntil,
        decisionNumber,
        decisionDate,
        signsAs,
        Optional.ofNullable(keyId).map(id -> new KeyId(Bytes.of(id))));
  }
}
