package vn.sogoc.issuance.supplement;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.sogoc.register.supplement.SupplementView;

/** A signed supplement as JSON, without its marks: those are in its file. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Supplement")
record SupplementResponse(
    String id,
    @Schema(description = "its diploma") String credential,
    int line,
    String fullName,
    String studentCode,
    String serialNumber,
    int revision,
    @Schema(description = "SHA-256 of the signed bytes") String digest,
    @Schema(description = "whether it is the one of its diploma that counts") boolean standing,
    @Schema(description = "why it was taken back, or somebody asked for that")
        @Nullable String reason,
    @Schema(description = "what another person approves") @Nullable String contentHash,
    boolean withdrawn) {
  static SupplementResponse of(SupplementView view) {
    return new SupplementResponse(
        view.id().toString(),
        view.diploma().toString(),
        view.line(),
        view.name(),
        view.studentCode(),
        view.serialNumber(),
        view.revision(),
        view.digest().hex(),
        view.standing(),
        view.waiting().map(SupplementView.Waiting::reason).or(view::withdrawn).orElse(null),
        view.waiting().map(w -> w.content().hex()).orElse(null),
        view.withdrawn().isPresent());
  }
}
