package vn.sogoc.verification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import vn.sogoc.credential.ApprovedHash;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.MalformedRecord;
import vn.sogoc.credential.RecordCodec;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.merkle.InvalidProof;
import vn.sogoc.crypto.merkle.SaltedProof;
import vn.sogoc.institution.MalformedStatement;
import vn.sogoc.institution.PersonalSignature;
import vn.sogoc.institution.PersonalSignatureCodec;
import vn.sogoc.institution.TrustAnswer;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.institution.TrustedKey;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.ratelimit.RateLimits;
import vn.sogoc.register.PersonalSignatures;
import vn.sogoc.register.Register;
import vn.sogoc.register.RegisterEvidence;
import vn.sogoc.register.SignedTrees;

/**
 * The personal signature behind one credential, with the short proof that leads there. What does
 * not verify is not given out.
 */
@ApplicationScoped
class SignerProofs {
  private final Register register;
  private final SignedTrees trees;
  private final PersonalSignatures signatures;
  private final TrustRegister trust;
  private final RecordCodec codec;
  private final RateLimits limits;

  SignerProofs(
      Register register,
      SignedTrees trees,
      PersonalSignatures signatures,
      TrustRegister trust,
      RecordCodec codec,
      RateLimits limits) {
    this.register = register;
    this.trees = trees;
    this.signatures = signatures;
    this.trust = trust;
    this.codec = codec;
    this.limits = limits;
  }

  /**
   * A signature and the way to it.
   *
   * @param cose the signature as it was made
   * @param key under which it verifies
   * @param content what it says
   * @param proof from the claims of the record to the root in it
   */
  record SignerProof(Bytes cose, TrustedKey key, PersonalSignature content, SaltedProof proof) {}

  /**
   * The proof for a credential.
   *
   * @param typed its public identifier
   * @param digest SHA-256 of the signed record in hexadecimal, which only whoever has the record
   *     knows: the proof would tell guesses at it right from wrong
   * @throws Refusal {@code proof-unknown} where there is none that verifies
   */
  @Transactional
  SignerProof of(String typed, String digest) {
    limits.admitVerification();
    return PublicId.parse(CredentialRecord.ID_KIND, typed)
        .flatMap(register::byId)
        .flatMap(
            evidence ->
                switch (evidence) {
                  case RegisterEvidence.Recorded recorded ->
                      recorded.digest().hex().equals(digest) ? proof(recorded) : none();
                  case RegisterEvidence.Altered ignored -> none();
                })
        .orElseThrow(
            () ->
                new Refusal(
                    VerificationProblem.PROOF_UNKNOWN,
                    "No personal signature is proved under this identifier."));
  }

  private static Optional<SignerProof> none() {
    return Optional.empty();
  }

  private Optional<SignerProof> proof(RegisterEvidence.Recorded recorded) {
    Optional<SignedTrees.Stored> tree = trees.find(recorded.batch());
    Optional<Bytes> cose = signatures.find(recorded.batch());
    OptionalInt row = register.rowOf(recorded.id());
    if (tree.isEmpty() || cose.isEmpty() || row.isEmpty() || row.getAsInt() >= tree.get().size()) {
      return Optional.empty();
    }
    try {
      CoseSign1 message = CoseSign1.parse(cose.get());
      PersonalSignature content = PersonalSignatureCodec.decode(message.payload());
      Claims claims = codec.decode(CoseSign1.parse(recorded.cose()).payload()).claims();
      SaltedProof proof = trees.proof(recorded.batch(), tree.get(), row.getAsInt());
      boolean leads =
          proof.root(ApprovedHash.encoded(claims)).equals(content.root())
              && content.root().equals(tree.get().root())
              && content.count() == proof.size()
              && content.institution() == claims.institution()
              && content.signer().name().equals(claims.signerName());
      return leads
          ? key(message, content, recorded.recordedAt())
              .map(key -> new SignerProof(cose.get(), key, content, proof))
          : Optional.empty();
    } catch (MalformedCose
        | MalformedStatement
        | MalformedRecord
        | InvalidProof
        | IllegalStateException e) { // a tile that is not there
      return Optional.empty();
    }
  }

  /** The signer's own, of the institution, in force then, and nothing is open about it. */
  private Optional<TrustedKey> key(
      CoseSign1 message, PersonalSignature content, Instant recordedAt) {
    if (!(trust.key(message.kid()) instanceof TrustAnswer.Known known)) {
      return Optional.empty();
    }
    TrustedKey key = known.key();
    boolean wasGood =
        switch (key.key().state()) {
          case ACTIVE, RETIRED -> key.suspendedSince().isEmpty();
          case SUSPENDED -> false;
          case WITHDRAWN ->
              content.signedAt().isBefore(key.since()) && recordedAt.isBefore(key.since());
        };
    boolean isSigners =
        key.institution().id() == content.institution()
            && key.key().validAt(content.signedAt())
            && PersonalSignature.isOf(key.key(), content.signer().name())
            && key.verifier(Purpose.PERSONAL)
                .flatMap(verifier -> message.verify(verifier, PersonalSignature.AAD))
                .isPresent();
    return wasGood && isSigners ? Optional.of(key) : Optional.empty();
  }
}
