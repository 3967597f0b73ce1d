package vn.sogoc.issuance;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.sogoc.issuance.confirmation.ConfirmationRound;
import vn.sogoc.issuance.confirmation.ConfirmationStanding;
import vn.sogoc.issuance.confirmation.ConfirmationVerdict;

/** What graduates said of a batch, on the wire. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "BatchConfirmation")
record ConfirmationResponse(
    String batch,
    @Schema(description = "whether graduates were asked at all") boolean asked,
    @Schema(description = "last day on which they can answer") @Nullable LocalDate closesOn,
    @Schema(description = "whether they can answer now") boolean open,
    @Schema(description = "whether an approver has to say why it goes on") boolean held,
    @Schema(description = "whether somebody is silent who still has time") boolean early,
    int confirmed,
    @Schema(description = "a row that was disputed stays so until an approver answers it")
        int disputed,
    @Schema(description = "asked, and nothing was said that counts: no consent") int silent,
    int notAsked,
    @Schema(description = "rows disputed in discarded batches under the decision")
        int disputedBefore,
    @Schema(description = "what an approver names as seen") String confirmationHash,
    @Nullable String askedBy,
    @Nullable Instant askedAt,
    @Schema(description = "who had the links shown, in order") List<Download> downloads,
    @Schema(description = "how approvers found it, the newest first") List<Accepted> accepted) {

  /** That somebody had the links shown. */
  @Schema(name = "BatchConfirmationDownload")
  record Download(
      String by,
      Instant at,
      @Schema(description = "that of one row alone, not of all") boolean single) {}

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
      @Schema(description = "why it goes on, where one is needed") @Nullable String reason) {
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

  /** A dispute; row and name are left out where the batch was given up. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "BatchDispute")
  record DisputeResponse(
      @Schema(description = "its place among all answers, which is the cursor") int number,
      int position,
      @Nullable Integer row,
      @Nullable String fullName,
      @Schema(description = "which line of the document, or other") String field,
      @Schema(description = "what it should be, in the graduate's words") String wanted,
      @Schema(description = "whether the row was confirmed afterwards; it stays disputed")
          boolean withdrawn,
      Instant at) {
    static DisputeResponse of(Confirmations.Disputed one) {
      return new DisputeResponse(
          one.said().answer().ordinal(),
          one.position(),
          one.row().map(BatchRow::line).orElse(null),
          one.row().map(row -> row.claims().fullName().value()).orElse(null),
          one.dispute().field(),
          one.dispute().wanted(),
          one.said().withdrawn(),
          one.said().answer().at());
    }
  }

  static ConfirmationResponse of(ConfirmationView view) {
    ConfirmationStanding now = view.standing();
    return new ConfirmationResponse(
        view.batch().toString(),
        view.round().isPresent(),
        now.closesOn(),
        view.isOpen(),
        view.isHeld(),
        now.isEarly(),
        now.confirmed(),
        now.disputed(),
        now.silent(),
        now.notAsked(),
        view.givenUp(),
        view.hash().hex(),
        view.round().map(ConfirmationRound::askedName).orElse(null),
        view.round().map(ConfirmationRound::askedAt).orElse(null),
        view.downloads().stream()
            .map(one -> new Download(one.name(), one.at(), one.position() != null))
            .toList(),
        view.verdicts().stream().map(Accepted::of).toList());
  }
}
