package vn.sogoc.issuance.quota;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A decision about a quota on the wire; what does not apply is left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "QuotaDecision")
public record QuotaResponse(
    String id,
    String institution,
    @Schema(description = "asked, approved, rejected or expired") String state,
    @Schema(description = "quota, or the release of one batch") String type,
    String kind,
    @Schema(description = "year of the issue date") int year,
    @Schema(description = "a national code, or * for all programmes together") String programme,
    @Nullable Integer places,
    @Nullable String batch,
    @Nullable String approvedHash,
    String decisionNumber,
    LocalDate decisionDate,
    String reason,
    @Schema(description = "what the second person approves") String contentHash,
    Deed asked,
    @Nullable Instant expires,
    @Nullable Deed decided) {
  /** Who did something, and when. */
  @Schema(name = "QuotaDeed")
  public record Deed(String name, Instant at) {}

  /** Decisions about one institution. */
  @Schema(name = "QuotaDecisionList")
  record Many(List<QuotaResponse> data) {}

  /** The decision as it is shown. */
  public static QuotaResponse of(QuotaDecision d) {
    return new QuotaResponse(
        d.id().toString(),
        "iss_" + d.institution(),
        d.state(),
        d.type(),
        d.kind(),
        d.year(),
        d.programme(),
        d.places(),
        d.batch() == null ? null : d.batch().toString(),
        d.approvedHash() == null ? null : d.approvedHash().hex(),
        d.decisionNumber(),
        d.decisionDate(),
        d.reason(),
        d.content().hex(),
        new Deed(d.asked().name(), d.asked().at()),
        d.state().equals("asked") ? d.expires() : null,
        d.decided().map(done -> new Deed(done.name(), done.at())).orElse(null));
  }
}
