package vn.sogoc.issuance;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.Programme;
import vn.sogoc.credential.Term;
import vn.sogoc.issuance.intake.Finding;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;

/** A batch on the wire, member by member as {@link BatchView}; what does not apply is left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Batch")
record BatchResponse(
    String id,
    BatchState state,
    String kind,
    String kindLabel,
    String regime,
    String decisionNumber,
    LocalDate decisionDate,
    LocalDate issueDate,
    @Nullable Integer graduationYear,
    @Nullable Integer decisionTotal,
    int place,
    SignerResponse signer,
    String fileName,
    String fileDigest,
    int rows,
    int faults,
    int warnings,
    @Schema(description = "what it takes of the quotas in force, before it is signed")
        List<QuotaStandingResponse> quotas,
    @Schema(description = "until when its decision lets it be issued, by form")
        List<BatchDueResponse> due,
    @Schema(description = "whether graduates were asked to look at their own rows")
        boolean graduatesAsked,
    @Schema(description = "whether it waits for an approver to answer a dispute")
        boolean heldByDispute,
    @Nullable String approvedHash,
    DeedResponse prepared,
    @Nullable DeedResponse approved,
    @Nullable Instant approvalExpires,
    @Nullable DeedResponse signed,
    @Nullable String job,
    @Nullable Instant recordedAt,
    @Nullable Instant doneAt,
    @Nullable VoidingResponse voiding) {

  /** Who did something, and when. */
  @Schema(name = "BatchDeed")
  record DeedResponse(String name, Instant at) {
    static @Nullable DeedResponse of(BatchView.@Nullable Deed deed) {
      return deed == null ? null : new DeedResponse(deed.name(), deed.at());
    }
  }

  /** A request to void the batch; {@code approved} once it was, {@code expires} while it waits. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "BatchVoiding")
  record VoidingResponse(
      String reason,
      String voidingHash,
      DeedResponse asked,
      @Nullable DeedResponse approved,
      @Nullable Instant expires) {
    static @Nullable VoidingResponse of(BatchView.@Nullable Voiding voiding) {
      return voiding == null
          ? null
          : new VoidingResponse(
              voiding.reason(),
              voiding.hash().hex(),
              new DeedResponse(voiding.asked().name(), voiding.asked().at()),
              DeedResponse.of(voiding.approved()),
              voiding.expires());
    }
  }

  /** The signer on the face of the credentials. */
  @Schema(name = "BatchSigner")
  record SignerResponse(String name, String titleVi, String titleEn, String signsAs) {}

  /** A row: what will be printed, as far as a list shows it. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @Schema(name = "BatchRow")
  record RowResponse(
      int position,
      int row,
      String fullName,
      String dateOfBirth,
      @Nullable String programmeCode,
      @Nullable String programme,
      @Nullable String ranking,
      @Nullable String level,
      @Nullable Integer graduationYear,
      @Nullable String credential) {
    static RowResponse of(BatchRow row) {
      Claims claims = row.claims();
      Programme programme = claims.programme();
      PublicId credential = row.credential();
      return new RowResponse(
          row.position(),
          row.line(),
          claims.fullName().value(),
          claims.birthDate().toString(),
          programme == null ? null : programme.code(),
          programme == null ? null : programme.vi(),
          words(claims.ranking()),
          words(claims.level()),
          claims.graduationYear(),
          credential == null ? null : credential.toString());
    }

    private static @Nullable String words(@Nullable Term term) {
      return term == null ? null : term.vi();
    }
  }

  /**
   * A fault or a warning in the caller's words.
   *
   * @param position its place in the list, which is the cursor
   */
  @Schema(name = "BatchFault")
  record FindingResponse(
      int position,
      @Schema(enumeration = {"fault", "warning"}) String severity,
      String code,
      int row,
      String column,
      String expected,
      String found,
      String message) {
    static FindingResponse of(int position, Finding finding, String message) {
      return new FindingResponse(
          position,
          finding.isFault() ? "fault" : "warning",
          finding.code(),
          finding.row(),
          finding.column(),
          finding.expected(),
          finding.found(),
          message);
    }
  }

  static BatchResponse of(BatchView batch, String kindLabel) {
    Digest hash = batch.approvedHash();
    PublicId job = batch.job();
    BatchView.Signer signer = batch.signer();
    DeedResponse prepared = new DeedResponse(batch.prepared().name(), batch.prepared().at());
    return new BatchResponse(
        batch.id().toString(),
        batch.state(),
        batch.kind(),
        kindLabel,
        batch.regime(),
        batch.decisionNumber(),
        batch.decisionDate(),
        batch.issueDate(),
        batch.graduationYear(),
        batch.decisionTotal(),
        batch.place(),
        new SignerResponse(signer.name(), signer.titleVi(), signer.titleEn(), signer.signsAs()),
        batch.fileName(),
        batch.fileDigest().hex(),
        batch.rows(),
        batch.faults(),
        batch.warnings(),
        batch.quotas().stream().map(QuotaStandingResponse::of).toList(),
        batch.due().stream().map(BatchDueResponse::of).toList(),
        batch.graduatesAsked(),
        batch.heldByDispute(),
        hash == null ? null : hash.hex(),
        prepared,
        DeedResponse.of(batch.approved()),
        batch.approvalExpires(),
        DeedResponse.of(batch.signed()),
        job == null ? null : job.toString(),
        batch.recordedAt(),
        batch.doneAt(),
        VoidingResponse.of(batch.voiding()));
  }
}
