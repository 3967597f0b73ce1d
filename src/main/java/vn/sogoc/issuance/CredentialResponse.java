package vn.sogoc.issuance;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.Programme;
import vn.sogoc.credential.Term;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.Lang;
import vn.sogoc.register.RegisterEvidence;

/** What the register holds about a credential, for the staff of its institution. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(name = "Credential")
record CredentialResponse(
    String id,
    String batch,
    String kind,
    String kindLabel,
    String regime,
    String serialNumber,
    String registerNumber,
    String fullName,
    String dateOfBirth,
    @Nullable String programmeCode,
    @Nullable String programme,
    @Nullable String programmeEn,
    @Nullable String ranking,
    @Nullable String level,
    @Nullable Integer graduationYear,
    LocalDate issueDate,
    @Nullable LocalDate expires,
    String decisionNumber,
    LocalDate decisionDate,
    String signerName,
    String signerTitle,
    @Nullable String signsAs,
    Instant issuedAt,
    Instant recordedAt,
    String digest,
    List<Event> events) {

  /** Something that was recorded about the credential; {@code issued} comes first. */
  @Schema(name = "CredentialEvent")
  record Event(String type, Instant at) {}

  static CredentialResponse of(
      CredentialRecord record, RegisterEvidence.Recorded evidence, Lang lang) {
    Claims claims = record.claims();
    Programme programme = claims.programme();
    return new CredentialResponse(
        record.id().toString(),
        PublicId.of(BatchIds.BATCH, evidence.batch()).toString(),
        claims.kind().code(),
        claims.kind().label().in(lang),
        claims.regime().code(),
        record.serialNumber(),
        record.registerNumber(),
        claims.fullName().value(),
        claims.birthDate().toString(),
        programme == null ? null : programme.code(),
        programme == null ? null : programme.vi(),
        programme == null ? null : programme.en(),
        words(claims.ranking(), lang),
        words(claims.level(), lang),
        claims.graduationYear(),
        claims.issueDate(),
        claims.expires(),
        claims.decisionNumber(),
        claims.decisionDate(),
        claims.signerName(),
        claims.signerTitle().label().in(lang),
        words(claims.signsAs(), lang),
        record.issuedAt(),
        evidence.recordedAt(),
        evidence.digest().hex(),
        evidence.events().stream().map(e -> new Event(e.type().code(), e.time())).toList());
  }

  private static @Nullable String words(@Nullable Term term, Lang lang) {
    return term == null ? null : term.label().in(lang);
  }
}
