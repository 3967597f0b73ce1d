package vn.sogoc.issuance;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.sogoc.issuance.confirmation.ConfirmationStanding;
import vn.sogoc.issuance.confirmation.ConfirmationVerdict;

/** What graduates said of a batch, on the wire. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "BatchConfirmation")
record ConfirmationResponse(
    String batch,
    @Schema(description = "last day on which graduates can answer") LocalDate closesOn,
    @Schema(description = "whether they can answer now") boolean open,
    @Schema(description = "whether a dispute waits for an approver") boolean held,
    @Schema(description = "whether links were handed out") boolean links,
    int confirmed,
    int disputed,
    @Schema(description = "asked, and nothing was said that counts: no consent") int silent,
    int notAsked,
    @Schema(description = "what an approver names as seen") String confirmationHash,
    String askedBy,
    Instant askedAt,
    @Nullable Accepted accepted) {

  /** How an approver found it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "BatchConfirmationAccepted")
  record Accepted(
      String by,
      Instant at,
      int confirmed,
      int disputed,
      int silent,
      int notAsked,
      @Schema(description = "why it goes on, where rows are disputed") @Nullable String reason) {
    static Accepted of(ConfirmationVerdict verdict) {
      ConfirmationStanding then = verdict.standing();
      return new Accepted(
          verdict.name(),
          verdict.at(),
          then.confirmed(),
          then.disputed(),
          then.silent(),
          then.notAsked(),
          verdict.reason());
    }
  }

  /** A dispute that is open. */
  @Schema(name = "BatchDispute")
  record DisputeResponse(
      int position,
      int row,
      String fullName,
      @Schema(description = "which line of the document, or other") String field,
      @Schema(description = "what it should be, in the graduate's words") String wanted,
      Instant at) {
    static DisputeResponse of(Confirmations.Disputed one) {
      return new DisputeResponse(
          one.row().position(),
          one.row().line(),
          one.row().claims().fullName().value(),
          one.dispute().field(),
          one.dispute().wanted(),
          one.at());
    }
  }

  static ConfirmationResponse of(ConfirmationView view) {
    ConfirmationStanding now = view.standing();
    return new ConfirmationResponse(
        view.batch().toString(),
        view.round().closesOn(),
        view.isOpen(),
        view.isHeld(),
        view.hasLinks(),
        now.confirmed(),
        now.disputed(),
        now.silent(),
        now.notAsked(),
        view.hash().hex(),
        view.round().askedName(),
        view.round().askedAt(),
        view.verdict().map(Accepted::of).orElse(null));
  }
}
