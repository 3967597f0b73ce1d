package vn.sogoc.issuance;

import java.util.Optional;
import vn.sogoc.issuance.confirmation.ConfirmationRound;
import vn.sogoc.issuance.confirmation.ConfirmationStanding;
import vn.sogoc.issuance.confirmation.ConfirmationVerdict;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;

/**
 * What graduates said of a batch, as the office sees it.
 *
 * @param hash over what an approver sees here
 * @param isOpen whether graduates can answer now
 * @param isHeld whether a dispute waits for somebody to answer it
 * @param hasLinks whether links were handed out
 * @param verdict how the approver found it, once somebody did
 */
public record ConfirmationView(
    PublicId batch,
    ConfirmationRound round,
    ConfirmationStanding standing,
    Digest hash,
    boolean isOpen,
    boolean isHeld,
    boolean hasLinks,
    Optional<ConfirmationVerdict> verdict) {}
