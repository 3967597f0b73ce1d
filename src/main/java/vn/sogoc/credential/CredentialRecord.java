package vn.sogoc.credential;

import java.time.Instant;
import java.util.List;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.kernel.Refusal.Fault;
import vn.sogoc.kernel.StatusSlot;

/**
 * The signed content of one credential: the approved claims and what reserving added to them.
 *
 * @param claims what was approved
 * @param id 128 random bits, kind {@code crd}
 * @param issuedAt moment of issue (CWT {@code iat}), whole seconds, 1970 to 2199
 * @param serialNumber số hiệu, 1 to 20 characters
 * @param registerNumber số vào sổ gốc, 1 to 20 characters
 * @param slot where its status is read
 */
public record CredentialRecord(
    Claims claims,
    PublicId id,
    Instant issuedAt,
    String serialNumber,
    String registerNumber,
    StatusSlot slot) {
  /** The kind prefix of a credential's public identifier. */
  public static final String ID_KIND = "crd";

  private static final int LONGEST = 20;
  static final long LAST_SECOND = 7_258_118_399L;

  public CredentialRecord {
    if (!id.kind().equals(ID_KIND)) {
      throw new IllegalArgumentException("a credential's identifier is of kind " + ID_KIND);
    }
    if (issuedAt.getNano() != 0
        || issuedAt.getEpochSecond() < 0
        || issuedAt.getEpochSecond() > LAST_SECOND) {
      throw new IllegalArgumentException("iat is in whole seconds, 1970 to 2199");
    }
    checkNumber("serialNumber", serialNumber);
    checkNumber("registerNumber", registerNumber);
  }

  /** The record of approved claims once they have been given their numbers. */
  public static CredentialRecord of(
      Claims claims,
      PublicId recordId,
      Instant issuedAt,
      String serialNumber,
      String registerNumber,
      StatusSlot slot) {
    return new CredentialRecord(claims, recordId, issuedAt, serialNumber, registerNumber, slot);
  }

  /**
   * The key under which a serial or register number is found: without spaces, one kind of dash,
   * capitals. Every other sign and the letter Đ stay significant. For finding, never for showing.
   */
  public static String numberKey(String typed) {
    return TextRule.numberKey(typed);
  }

  /** Kind and id only, so that no personal data reaches a log by accident. */
  @Override
  public String toString() {
    return "CredentialRecord[" + claims.kind().code() + ", " + id + "]";
  }

  private static void checkNumber(String field, String number) {
    if (number.length() > LONGEST || !TextRule.isNumber(number)) {
      throw new Refusal(
          CredentialProblem.CLAIMS_REFUSED,
          "a serial or register number is 1 to 20 letters and digits with single signs between them",
          List.of(new Fault("number_form", 0, field, "letters, digits, space . / -", number)));
    }
  }
}
