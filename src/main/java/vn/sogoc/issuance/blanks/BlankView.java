package vn.sogoc.issuance.blanks;

import java.util.List;
import java.util.Optional;
import vn.sogoc.kernel.PublicId;

/**
 * A series of blanks and where its numbers are.
 *
 * @param id {@code bls_...}
 * @param kind code of the kind that is printed on them
 * @param prefix letters before the number
 * @param digits of the number
 * @param received all that ever came
 * @param used for a credential, and neither misprinted nor gone since
 * @param misprinted set aside without minutes yet
 * @param spoiled with minutes, and not destroyed yet
 * @param inStock in the cupboard: for any batch, or with one and not used yet
 * @param free of those in stock, how many are with no batch
 * @param counted what somebody counted in the cupboard last; empty where nobody did in that time
 * @param shortage what was missing then of what should have been there, less what minutes made lost
 *     since; until the next count
 * @param opening in stock at the beginning of the year
 * @param receivedInYear what came in it
 * @param usedInYear what was used in it, less what is gone of that
 * @param freeRanges the first ranges that are with no batch, as they are printed
 */
public record BlankView(
    PublicId id,
    String kind,
    String prefix,
    int digits,
    long received,
    long used,
    long misprinted,
    long spoiled,
    long lost,
    long destroyed,
    long inStock,
    long free,
    Optional<Long> counted,
    long shortage,
    long opening,
    long receivedInYear,
    long usedInYear,
    List<String> freeRanges) {
  public BlankView {
    freeRanges = List.copyOf(freeRanges);
  }

  /**
   * What is missing (or too many, where it is negative) of: received = used + misprinted + spoiled
   * + lost + destroyed + in stock, with what a count found to be missing.
   */
  public long difference() {
    return received - used - misprinted - spoiled - lost - destroyed - inStock + shortage;
  }
}
