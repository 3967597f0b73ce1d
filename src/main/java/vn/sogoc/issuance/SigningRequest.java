package vn.sogoc.issuance;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.sogoc.institution.InstitutionProblem;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;

/**
 * What a signer sends whose personal key lives elsewhere.
 *
 * @param signedAt as it came with the digest
 * @param signature of the digest in base64url: 64 bytes, r then s, s in the lower half
 */
record SigningRequest(
    @Schema(required = true, examples = "2026-06-30T02:15:00Z") @Nullable String signedAt,
    @Schema(required = true, pattern = "^[A-Za-z0-9_-]{86}$") @Nullable String signature) {
  private static final int LONGEST = 86;

  /** What was signed and sent. */
  static SignedElsewhere given(@Nullable SigningRequest body) {
    if (body == null) {
      throw refused();
    }
    return body.elsewhere();
  }

  private SignedElsewhere elsewhere() {
    try {
      if (signedAt == null || signature == null || signature.length() != LONGEST) {
        throw refused();
      }
      return new SignedElsewhere(
          Instant.parse(signedAt), Bytes.of(Base64.getUrlDecoder().decode(signature)));
    } catch (DateTimeParseException | IllegalArgumentException e) {
      throw refused();
    }
  }

  private static Refusal refused() {
    return new Refusal(
        InstitutionProblem.PERSONAL_SIGNATURE_WRONG,
        "send signedAt as it came with the digest, and signature as 86 characters of base64url");
  }
}
