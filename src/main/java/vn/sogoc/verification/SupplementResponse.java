package vn.sogoc.verification;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import vn.sogoc.credential.supplement.Supplement;
import vn.sogoc.credential.supplement.SupplementWords;
import vn.sogoc.institution.InstitutionFacts;

/**
 * A supplement of a diploma, as whoever brought its file sees it; what it says is read from the
 * signed bytes, never from the pages.
 */
@Schema(name = "VerifiedSupplement")
public record SupplementResponse(
    String id,
    @Schema(description = "of its diploma") String serialNumber,
    @Schema(description = "SHA-256 of the signed record of its diploma") String diplomaDigest,
    int revision,
    String issuedAt,
    Institution issuer,
    String signerName,
    String signerTitle,
    @Schema(description = "SHA-256 of the signed supplement") String digest,
    SupplementWords content) {

  /** From the trust register. */
  @Schema(name = "SupplementInstitution")
  public record Institution(String id, String name, String nameEn, String domain) {
    static Institution of(InstitutionFacts facts) {
      return new Institution("iss_" + facts.id(), facts.nameVi(), facts.nameEn(), facts.domain());
    }
  }

  /** All that it says. */
  public static SupplementResponse of(FoundSupplement found) {
    Supplement supplement = found.supplement();
    return new SupplementResponse(
        supplement.id().toString(),
        supplement.serialNumber(),
        supplement.diploma().hex(),
        supplement.revision(),
        supplement.issuedAt().toString(),
        Institution.of(found.issuer()),
        supplement.signer(),
        supplement.signerTitle(),
        found.digest().hex(),
        SupplementWords.of(supplement.content()));
  }
}
