package vn.sogoc.register;

import java.time.Instant;
import java.util.UUID;
import vn.sogoc.kernel.Digest;

/**
 * Why numbers will never be carried by a credential, and which two persons said so.
 *
 * @param reason in the institution's words, 10 to 500 characters
 * @param content what the second person approved
 * @param askedPerson who asked for it
 * @param askedName the name at that time
 * @param askedAt when
 * @param approvedPerson somebody else, who approved it
 * @param approvedName the name at that time
 * @param voidedAt when, and from when on the numbers are void
 */
public record VoidMinutes(
    String reason,
    Digest content,
    UUID askedPerson,
    String askedName,
    Instant askedAt,
    UUID approvedPerson,
    String approvedName,
    Instant voidedAt) {
  public VoidMinutes {
    if (askedPerson.equals(approvedPerson)) {
      throw new IllegalArgumentException("numbers are voided by two persons");
    }
  }
}
