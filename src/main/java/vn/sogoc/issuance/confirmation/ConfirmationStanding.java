package vn.sogoc.issuance.confirmation;

import java.time.LocalDate;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.trail.Deed;

/**
 * How the rows of a batch stand. A row is counted once: what it says now must be what was shown,
 * else nobody has confirmed it.
 *
 * @param closesOn the last day on which graduates can answer
 * @param confirmed rows whose newest answer confirms just what they say
 * @param disputed rows whose newest answer disputes something
 * @param silent rows for which there is a link, and nobody said anything that counts
 * @param notAsked rows for which there is none
 * @param lastOrdinal of the newest answer; 0 where there is none
 * @param disputes over every disputed row, its field and its words ({@link Disputes})
 */
public record ConfirmationStanding(
    LocalDate closesOn,
    int confirmed,
    int disputed,
    int silent,
    int notAsked,
    int lastOrdinal,
    Digest disputes) {
  /** How many rows there are. */
  public int rows() {
    return confirmed + disputed + silent + notAsked;
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
        confirmed,
        disputed,
        silent,
        notAsked,
        lastOrdinal,
        disputes.hex());
  }
}
