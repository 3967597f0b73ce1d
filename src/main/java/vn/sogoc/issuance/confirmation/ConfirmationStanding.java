package vn.sogoc.issuance.confirmation;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.trail.Deed;

/**
 * How the rows of a batch stand. A row is counted once: what it says now must be what was shown,
 * else nobody has confirmed it. One that was disputed stays so, whatever is said afterwards.
 *
 * @param closesOn the last day on which graduates can answer; null where nobody asked them
 * @param isEarly whether that day has not passed and somebody has not answered
 * @param downloads how often the links were shown to somebody
 * @param confirmed rows whose newest answer confirms just what they say
 * @param disputed rows that somebody disputed
 * @param silent rows for which there is a link, and nobody said anything that counts
 * @param notAsked rows for which there is none
 * @param lastOrdinal of the newest answer; 0 where there is none
 * @param disputes over every dispute, its field and its words ({@link Disputes})
 */
public record ConfirmationStanding(
    @Nullable LocalDate closesOn,
    boolean isEarly,
    int downloads,
    int confirmed,
    int disputed,
    int silent,
    int notAsked,
    int lastOrdinal,
    Digest disputes) {
  /** Of a batch of so many rows whose graduates nobody asked. */
  public static ConfirmationStanding ofNobody(int rows) {
    return new ConfirmationStanding(null, false, 0, 0, 0, 0, rows, 0, new Disputes().digest());
  }

  /** How many rows there are. */
  public int rows() {
    return confirmed + disputed + silent + notAsked;
  }

  /** Whether an approver says why it goes on. */
  public boolean needsReason() {
    return disputed > 0 || isEarly;
  }

  /**
   * What an approver has seen, in one hash.
   *
   * @param batch public identifier
   * @param approvedHash of its rows
   */
  public Digest hash(String batch, Digest approvedHash) {
    return Deed.hash(
        "sogoc/confirmations/1",
        batch,
        approvedHash.hex(),
        closesOn,
        isEarly,
        downloads,
        confirmed,
        disputed,
        silent,
        notAsked,
        lastOrdinal,
        disputes.hex());
  }
}
