package vn.sogoc.issuance;

import java.util.List;
import java.util.Optional;
import vn.sogoc.issuance.confirmation.ConfirmationDownload;
import vn.sogoc.issuance.confirmation.ConfirmationRound;
import vn.sogoc.issuance.confirmation.ConfirmationStanding;
import vn.sogoc.issuance.confirmation.ConfirmationVerdict;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;

/**
 * What graduates said of a batch, as the office sees it.
 *
 * @param round empty where nobody asked them
 * @param hash over what an approver sees here
 * @param isOpen whether graduates can answer now
 * @param isHeld whether a dispute waits for somebody to answer it
 * @param downloads who had the links shown, in order
 * @param givenUp how many rows were disputed of batches under the same decision that were discarded
 * @param verdicts how approvers found it, the newest first
 */
public record ConfirmationView(
    PublicId batch,
    Optional<ConfirmationRound> round,
    ConfirmationStanding standing,
    Digest hash,
    boolean isOpen,
    boolean isHeld,
    List<ConfirmationDownload> downloads,
    int givenUp,
    List<ConfirmationVerdict> verdicts) {
  public ConfirmationView {
    downloads = List.copyOf(downloads);
    verdicts = List.copyOf(verdicts);
  }
}
