package vn.sogoc.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.PublicId;

/** A decision on the wire; what does not apply is left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Decision")
record DecisionResponse(
    String id,
    String credential,
    DecisionType type,
    Decision.State state,
    String reason,
    Label reasonLabel,
    String legalBasis,
    String decisionNumber,
    LocalDate decisionDate,
    DocumentFile document,
    @Nullable String successor,
    @Nullable List<Change> changes,
    @Schema(description = "what the second person approves; the digest of the log entry")
        String contentHash,
    Deed asked,
    @Nullable Instant expires,
    @Nullable Deed decided,
    @Nullable String note,
    @Nullable Instant recordedAt) {

  /** The same in both languages. */
  @Schema(name = "DecisionLabel")
  record Label(String vi, String en) {}

  /** The uploaded document. */
  @Schema(name = "DecisionDocument")
  record DocumentFile(String sha256, String mediaType, String url) {}

  /** A value before and after. */
  @Schema(name = "DecisionChange")
  record Change(String field, String oldValue, String newValue, String salt) {}

  /** Who did something, and when. */
  @Schema(name = "DecisionDeed")
  record Deed(String name, Instant at) {
    static Deed of(Decision.Deed deed) {
      return new Deed(deed.name(), deed.at());
    }
  }

  /** All decisions about a credential. */
  @Schema(name = "DecisionList")
  record Many(List<DecisionResponse> data) {}

  static DecisionResponse of(Decision decision) {
    Decision.Deed decided = decision.decided();
    return new DecisionResponse(
        decision.id().toString(),
        decision.credential().toString(),
        decision.type(),
        decision.state(),
        decision.reason(),
        new Label(decision.reasonLabel().vi(), decision.reasonLabel().en()),
        decision.legalBasis(),
        decision.number(),
        decision.date(),
        new DocumentFile(
            decision.document().hex(),
            decision.documentType(),
            "/api/v1/decisions/" + decision.id() + "/document"),
        decision.successor().map(PublicId::toString).orElse(null),
        decision.changes().isEmpty()
            ? null
            : decision.changes().stream()
                .map(c -> new Change(c.field(), c.oldValue(), c.newValue(), c.salt().base64Url()))
                .toList(),
        decision.content().hex(),
        Deed.of(decision.asked()),
        decision.state() == Decision.State.ASKED ? decision.expires() : null,
        decided == null ? null : Deed.of(decided),
        decision.note(),
        decision.event().map(e -> e.time()).orElse(null));
  }
}
