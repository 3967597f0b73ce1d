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
    List<String> freeRanges) {
  public BlankView {
    freeRanges = List.copyOf(freeRanges);
  }

  /**
   * What is missing (or too many, where it is negative) of: received = used + misprinted + spoiled
   * + lost + destroyed + in stock. Where somebody counted, their number stands for the stock.
   */
  public long difference() {
    return received - used - misprinted - spoiled - lost - destroyed - counted.orElse(inStock);
  }
}
