package vn.sogoc.issuance;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a signer sends whose personal key lives elsewhere.
 *
 * @param signedAt as it came with the digest
 * @param signature of the digest in base64url: 64 bytes, r then s, s in the lower half
 */
record SigningRequest(
    @Schema(required = true, examples = "2026-06-30T02:15:00Z") @Nullable String signedAt,
    @Schema(required = true, pattern = "^[A-Za-z0-9_-]{86}$") @Nullable String signature) {
  /** What was signed and sent. */
  static SignedElsewhere given(@Nullable SigningRequest body) {
    if (body == null) {
      throw SignedElsewhere.refused();
    }
    return SignedElsewhere.parse(body.signedAt(), body.signature());
  }
}
