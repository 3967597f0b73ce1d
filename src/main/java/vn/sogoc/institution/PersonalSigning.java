package vn.sogoc.institution;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.Signer;
import vn.sogoc.crypto.keys.SigningFailed;
import vn.sogoc.crypto.keys.VerificationKey;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;

/**
 * Signatures of competent persons, each by the one key that the mandate names. The key stands in
 * the institution's statement, so that it is added by two persons, logged, suspended and withdrawn
 * like every other; its certificate names the person. It is hosted here, or lives elsewhere: hash
 * out, signature in.
 */
@ApplicationScoped
public class PersonalSigning {
  /** How long after its time a signature that was made elsewhere is taken in. */
  private static final Duration LONGEST_WAY = Duration.ofMinutes(30);

  /** How far the clock of whoever signs elsewhere may be ahead of ours. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  private static final int MOST_CERTIFIED = 4096;

  private final TrustRegister trust;
  private final Signing signing;

  /** What certificates say is a function of their bytes. */
  private final Map<Asked, Boolean> certified = new ConcurrentHashMap<>();

  private record Asked(Bytes certificate, String printed) {}

  PersonalSigning(TrustRegister trust, Signing signing) {
    this.trust = trust;
    this.signing = signing;
  }

  /**
   * What a key that lives elsewhere is asked to sign.
   *
   * @param key of the mandate
   * @param isHosted whether it lives here after all, so that nothing needs to be brought
   * @param payload what is signed, {@link PersonalSignatureCodec}
   * @param digest what the key signs: SHA-256 of the COSE Sig_structure
   */
  public record ToSign(KeyId key, boolean isHosted, Bytes payload, Digest digest) {}

  /**
   * What would be signed.
   *
   * @throws Refusal where the mandate's key may not sign now
   */
  public ToSign toSign(Mandate mandate, PersonalSignature content, Instant now) {
    InstitutionKey key = usable(mandate, now);
    Bytes payload = PersonalSignatureCodec.encode(content);
    return new ToSign(
        key.id(),
        trust.storeOf(mandate.institutionId(), key.id()).isPresent(),
        payload,
        CoseSign1.toBeSigned(key.id(), PersonalSignature.AAD, payload));
  }

  /**
   * Signs with the hosted key of a mandate.
   *
   * @return COSE bytes
   * @throws Refusal where the key may not sign now, lives elsewhere, or did not sign
   */
  public Bytes sign(Mandate mandate, PersonalSignature content, Instant now) {
    InstitutionKey key = usable(mandate, now);
    String store =
        trust
            .storeOf(mandate.institutionId(), key.id())
            .orElseThrow(
                () ->
                    new Refusal(
                        InstitutionProblem.PERSONAL_KEY_ELSEWHERE,
                        "The registry does not host key " + key.id() + "."));
    return signed(signing.signer(key, store, Purpose.PERSONAL), content);
  }

  /**
   * Takes in what a key elsewhere signed.
   *
   * @param signature 64 bytes, r then s, over {@link ToSign#digest}
   * @return COSE bytes
   * @throws Refusal where the key may not sign now, the time is not about now, or the signature is
   *     not the key's over just this content
   */
  public Bytes join(Mandate mandate, PersonalSignature content, Bytes signature, Instant now) {
    InstitutionKey key = usable(mandate, now);
    Instant at = content.signedAt();
    if (at.isAfter(now.plus(SKEW)) || at.plus(LONGEST_WAY).isBefore(now)) {
      throw new Refusal(
          InstitutionProblem.PERSONAL_SIGNATURE_WRONG,
          "The signature is of " + at + ", which is not in the last half hour.");
    }
    if (signature.size() != CoseSign1.SIGNATURE_SIZE) {
      throw wrong("64 bytes, r then s, found " + signature.size());
    }
    Bytes cose = signed(new Elsewhere(key.id(), signature), content);
    if (!verified(cose, mandate, now).equals(content)) {
      throw wrong("one over just these rows, found another");
    }
    return cose;
  }

  /**
   * What bytes say that are a signature of the mandate's key, which may still sign.
   *
   * @param cose as {@link #sign} gave it
   * @throws Refusal where they are not
   */
  public PersonalSignature verified(Bytes cose, Mandate mandate, Instant now) {
    InstitutionKey key = usable(mandate, now);
    try {
      CoseSign1 message = CoseSign1.parse(cose);
      PersonalSignature content = PersonalSignatureCodec.decode(message.payload());
      if (!key.validAt(content.signedAt())) {
        throw wrong("a time at which the key was valid, found " + content.signedAt());
      }
      if (verifier(key.id()).flatMap(k -> message.verify(k, PersonalSignature.AAD)).isEmpty()) {
        throw wrong("one of key " + key.id() + ", found another");
      }
      return content;
    } catch (MalformedCose | MalformedStatement e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private Optional<VerificationKey<Purpose.Personal>> verifier(KeyId key) {
    return trust.trusted(key).flatMap(k -> k.verifier(Purpose.PERSONAL));
  }

  /** Of this institution by its newest statement, for persons, of this person, and good now. */
  private InstitutionKey usable(Mandate mandate, Instant now) {
    int institution = mandate.institutionId();
    return mandate
        .key()
        .flatMap(id -> trust.statement(institution).key(id))
        .filter(key -> key.purpose().equals(Purpose.PERSONAL.code()))
        .filter(key -> key.state() == KeyState.ACTIVE && key.validAt(now))
        .filter(key -> !trust.isFrozen(institution, key.id()))
        .filter(key -> isCertifiedAs(key, mandate.personName()))
        .orElseThrow(
            () ->
                new Refusal(
                    InstitutionProblem.PERSONAL_KEY_NOT_USABLE,
                    "The mandate of "
                        + mandate.personName()
                        + " names no personal key of that name that may sign now."));
  }

  /** As {@link PersonalSignature#isOf(InstitutionKey, String)}; a certificate is read once. */
  private boolean isCertifiedAs(InstitutionKey key, String printed) {
    Asked asked = new Asked(key.certificate(), printed);
    Boolean known = certified.get(asked);
    if (known == null) {
      known = PersonalSignature.isOf(key, printed);
      if (certified.size() >= MOST_CERTIFIED) {
        certified.clear();
      }
      certified.put(asked, known);
    }
    return known;
  }

  private static Bytes signed(Signer<Purpose.Personal> signer, PersonalSignature content) {
    try {
      return CoseSign1.sign(signer, PersonalSignature.AAD, PersonalSignatureCodec.encode(content))
          .bytes();
    } catch (SigningFailed e) {
      throw new Refusal(InstitutionProblem.KEY_STORE_UNAVAILABLE, "The key store did not sign.");
    }
  }

  private static Refusal wrong(String expected) {
    return new Refusal(
        InstitutionProblem.PERSONAL_SIGNATURE_WRONG, "The personal signature: " + expected + ".");
  }

  /** A key that signed before it was asked; what it gives is verified afterwards. */
  private record Elsewhere(KeyId keyId, Bytes signature) implements Signer<Purpose.Personal> {
    @Override
    public Purpose.Personal purpose() {
      return Purpose.PERSONAL;
    }

    @Override
    public Bytes sign(Digest digest) {
      return signature;
    }
  }
}
