package vn.sogoc.issuance;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import vn.sogoc.institution.InstitutionProblem;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;

/**
 * What a personal key that lives elsewhere signed.
 *
 * @param signedAt as it was told with the digest, to the second
 * @param signature 64 bytes, r then s
 */
public record SignedElsewhere(Instant signedAt, Bytes signature) {
  private static final int DIGITS = 86;

  /**
   * What was signed and sent.
   *
   * @param signature 86 characters of base64url
   * @throws Refusal where it cannot be read
   */
  public static SignedElsewhere parse(@Nullable String signedAt, @Nullable String signature) {
    try {
      if (signedAt == null || signature == null || signature.length() != DIGITS) {
        throw refused();
      }
      return new SignedElsewhere(
          Instant.parse(signedAt), Bytes.of(Base64.getUrlDecoder().decode(signature)));
    } catch (DateTimeParseException | IllegalArgumentException e) {
      throw refused();
    }
  }

  static Refusal refused() {
    return new Refusal(
        InstitutionProblem.PERSONAL_SIGNATURE_WRONG,
        "send signedAt as it came with the digest, and signature as 86 characters of base64url");
  }
}
