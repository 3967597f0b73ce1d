package vn.sogoc.issuance;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;

/**
 * What an approver sends: the hash and the count that were shown, and whether the warnings were
 * seen.
 *
 * @param approvedHash 64 hexadecimal digits
 * @param confirmationHash of what graduates said, where they were asked
 * @param reason why a batch with disputed rows goes on
 */
record ApprovalRequest(
    @Schema(required = true, pattern = "^[0-9a-fA-F]{64}$") @Nullable String approvedHash,
    @Schema(required = true, minimum = "0") @Nullable Long count,
    @Nullable Boolean acknowledgeWarnings,
    @Schema(pattern = "^[0-9a-fA-F]{64}$") @Nullable String confirmationHash,
    @Schema(minLength = 3, maxLength = 500) @Nullable String reason) {

  /** What was sent, where anything was. */
  static ApprovalRequest present(@Nullable ApprovalRequest body) {
    if (body == null) {
      throw new Refusal(
          IssuanceProblem.BATCH_REFUSED, "send a JSON object with approvedHash and count");
    }
    return body;
  }

  Digest hash() {
    if (approvedHash == null || !approvedHash.matches("[0-9a-fA-F]{64}")) {
      throw new Refusal(IssuanceProblem.BATCH_REFUSED, "approvedHash has 64 hexadecimal digits");
    }
    return Digest.ofHex(approvedHash);
  }

  long rows() {
    if (count == null) {
      throw new Refusal(IssuanceProblem.BATCH_REFUSED, "count is missing");
    }
    return count;
  }

  ConfirmationSeen confirmations() {
    return ConfirmationSeen.parse(confirmationHash, reason);
  }

  boolean warningsSeen() {
    return Boolean.TRUE.equals(acknowledgeWarnings);
  }
}
