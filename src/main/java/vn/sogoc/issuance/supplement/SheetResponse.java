package vn.sogoc.issuance.supplement;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A list of supplements as JSON. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "SupplementList")
record SheetResponse(
    String id,
    String batch,
    @Schema(enumeration = {"waiting", "expired", "approved", "recorded", "discarded"}) String state,
    int persons,
    @Schema(description = "rows of all persons") int courses,
    @Schema(description = "persons whose stated average is not the recomputed one") int warnings,
    @Schema(description = "SHA-256 of the uploaded file") String fileDigest,
    @Schema(description = "what another person approves") String contentHash,
    String uploadedBy,
    Instant uploadedAt,
    @Nullable Instant recordedAt) {

  static SheetResponse of(SheetView view) {
    return new SheetResponse(
        view.id().toString(),
        view.batch().toString(),
        view.state().code(),
        view.persons(),
        view.courses(),
        view.warnings(),
        view.file().hex(),
        view.content().hex(),
        view.uploadedBy(),
        view.uploadedAt(),
        view.recordedAt().orElse(null));
  }
}
