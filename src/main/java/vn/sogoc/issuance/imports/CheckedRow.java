package vn.sogoc.issuance.imports;

import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.PersonalNumber;
import vn.sogoc.kernel.Bytes;

/**
 * A row in which nothing is wrong.
 *
 * @param line the row number that a spreadsheet shows
 * @param claims what will be signed, encoded
 * @param likeness what it shares with a row that may be about the same person, blinded
 * @param numberHash keyed hash of the number, null where the row has none
 */
record CheckedRow(
    int line,
    Bytes claims,
    Bytes likeness,
    @Nullable Bytes numberHash,
    @Nullable PersonalNumber number) {
  @Override
  public String toString() {
    return "CheckedRow[" + line + "]";
  }
}
