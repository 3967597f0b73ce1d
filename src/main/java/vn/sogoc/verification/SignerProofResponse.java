package vn.sogoc.verification;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.sogoc.institution.PersonalSignature;

/**
 * The personal signature of the competent person over the root of a batch, and one record's way to
 * that root. Bytes are in base64url without padding.
 *
 * @param signature COSE_Sign1 (ES256) whose payload is deterministic CBOR {1: institution, 2:
 *     approved hash, 3: root, 4: count, 5: [name, title vi, title en, signs as], 6: [[kinds], from,
 *     until or null, decision number, decision date], 7: signed at}; its external AAD is
 *     sogoc/personal/1
 * @param certificate of the key, X.509 DER
 * @param keyId of the key
 * @param signer who signed, as it says
 * @param mandate within which, as it says
 * @param signedAt when, as it says
 * @param index of the record among the rows, from 0
 * @param size how many rows there are
 * @param salt 16 bytes; the leaf of RFC 6962 is over the salt and then the record's claims
 * @param path hashes from the leaf to the root (RFC 9162 section 2.1.3.2)
 */
@Schema(name = "SignerProof")
record SignerProofResponse(
    String signature,
    String certificate,
    String keyId,
    Signer signer,
    Mandate mandate,
    Instant signedAt,
    long index,
    long size,
    String salt,
    List<String> path) {
  /** A person in an office. */
  @Schema(name = "SignerProofSigner")
  record Signer(String name, String titleVi, String titleEn, String signsAs) {}

  /** What the mandate rests on and covers. */
  @Schema(name = "SignerProofMandate")
  record Mandate(
      List<String> kinds,
      LocalDate from,
      @Nullable LocalDate until,
      String decisionNumber,
      LocalDate decisionDate) {}

  static SignerProofResponse of(SignerProofs.SignerProof proved) {
    PersonalSignature said = proved.content();
    PersonalSignature.Basis basis = said.basis();
    return new SignerProofResponse(
        proved.cose().base64Url(),
        proved.key().key().certificate().base64Url(),
        proved.key().key().id().value().hex(),
        new Signer(
            said.signer().name(),
            said.signer().titleVi(),
            said.signer().titleEn(),
            said.signer().signsAs()),
        new Mandate(
            basis.kinds().stream().sorted().toList(),
            basis.from(),
            basis.until(),
            basis.decisionNumber(),
            basis.decisionDate()),
        said.signedAt(),
        proved.proof().index(),
        proved.proof().size(),
        proved.proof().salt().base64Url(),
        proved.proof().path().stream().map(each -> each.bytes().base64Url()).toList());
  }
}
