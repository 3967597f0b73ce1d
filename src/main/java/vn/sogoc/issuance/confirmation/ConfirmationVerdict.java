package vn.sogoc.issuance.confirmation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.trail.Deed;

/**
 * How an approver found what graduates said.
 *
 * @param version from 1; the newest counts
 * @param standing the counts at the time
 * @param hash over all of it, as the approver sent it
 * @param reason why a batch with disputed rows goes on; null where there are none
 */
public record ConfirmationVerdict(
    UUID batch,
    int version,
    int institution,
    ConfirmationStanding standing,
    Digest hash,
    @Nullable String reason,
    UUID account,
    UUID person,
    String name,
    Instant at) {
  /** What the trail tells of it: the counts and the reason. */
  public Digest told() {
    return told(hash.hex(), reason);
  }

  /** The same of columns. */
  public static Digest told(String hash, @Nullable String reason) {
    return Deed.hash("sogoc/confirmation-verdict/1", hash, reason);
  }

  /** Whether it goes on although not everybody confirmed. */
  public boolean isFlagged() {
    return standing.confirmed() < standing.rows();
  }
}
