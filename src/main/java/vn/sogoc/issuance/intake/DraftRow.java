package vn.sogoc.issuance.intake;

import java.util.Optional;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.PersonalNumber;

/**
 * A row without faults.
 *
 * @param line the row number that a spreadsheet shows
 * @param claims what will be signed
 * @param holder what is said about the person and never signed
 */
public record DraftRow(int line, Claims claims, Holder holder) {
  /**
   * What a list says about a person beyond the claims. None of it enters a record, a list or a log.
   *
   * @param personalNumber empty where the list has none
   * @param birthPlace as written, empty where the list has none
   */
  public record Holder(Optional<PersonalNumber> personalNumber, String birthPlace) {
    /** Nothing, so that no personal number reaches a log by accident. */
    @Override
    public String toString() {
      return "Holder[]";
    }
  }

  @Override
  public String toString() {
    return "DraftRow[" + line + "]";
  }
}
