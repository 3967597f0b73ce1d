package vn.sogoc.issuance.quota;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;

/** A quota or a release as it was asked for. */
@Entity
@Immutable
@Table(name = "quota_decision")
class QuotaDecisionEntity {
  static final String ID_KIND = "quo";
  static final String QUOTA = "quota";
  static final String RELEASE = "release";

  @Id UUID id = new UUID(0, 0);
  int institutionId;
  String type = QUOTA;
  String kind = "";
  int year;
  String programme = QuotaLimit.ALL;
  @Nullable Integer places;
  @Nullable UUID batchId;
  byte @Nullable [] approvedHash;
  String decisionNumber = "";
  LocalDate decisionDate = LocalDate.EPOCH;
  String reason = "";
  UUID askedPerson = new UUID(0, 0);
  String askedName = "";
  Instant askedAt = Instant.EPOCH;
  Instant expiresAt = Instant.EPOCH;
  byte[] seal = {};

  PublicId publicId() {
    return PublicId.of(ID_KIND, id);
  }

  /**
   * What the second person approves: SHA-256 of {@code ["sogoc/quota/1", id, institution, type,
   * kind, year, programme, places or -1, batch, hash, decision number, decision date, reason]}.
   */
  Digest contentDigest() {
    return Digest.sha256(
        Cbor.array(
                Cbor.of("sogoc/quota/1"),
                Cbor.of(publicId().toString()),
                Cbor.of(institutionId),
                Cbor.of(type),
                Cbor.of(kind),
                Cbor.of(year),
                Cbor.of(programme),
                Cbor.of(places == null ? -1 : places),
                Cbor.of(batchId == null ? "" : batchId.toString()),
                Cbor.of(Bytes.of(approvedHash == null ? new byte[0] : approvedHash)),
                Cbor.of(decisionNumber),
                Cbor.of(decisionDate.toString()),
                Cbor.of(reason))
            .encode());
  }
}
