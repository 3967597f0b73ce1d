package vn.sogoc.register;

import vn.sogoc.credential.Kind;
import vn.sogoc.kernel.StatusSlot;

/**
 * The running numbers that one batch holds: {@code count} consecutive ones of each sort.
 *
 * @param institution whose numbers
 * @param kind of credential
 * @param year of the issue date, for the register numbers
 * @param count how many of each
 * @param firstRegister first register number, gapless per institution, kind and year
 * @param firstSerial first serial number, continuous per institution and kind
 * @param firstSlot first running status slot, permuted before use
 */
public record ReservedNumbers(
    int institution,
    String kind,
    int year,
    int count,
    int firstRegister,
    int firstSerial,
    long firstSlot,
    SlotPermutation permutation) {

  /** The register number of a row, 0 to count - 1. */
  public String registerNumber(Kind row, int position) {
    return row.registerNumber(firstRegister + check(position), year);
  }

  /** The serial number of a row, 0 to count - 1. */
  public String serialNumber(Kind row, String prefix, int position) {
    return row.serialNumber(prefix, firstSerial + check(position));
  }

  /** The status slot of a row, 0 to count - 1. */
  public StatusSlot slot(int position) {
    return permutation.slot(firstSlot + check(position));
  }

  private int check(int position) {
    if (position < 0 || position >= count) {
      throw new IndexOutOfBoundsException("row " + position + " of " + count);
    }
    return position;
  }
}
