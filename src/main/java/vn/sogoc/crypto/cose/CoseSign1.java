package vn.sogoc.crypto.cose;

import java.util.Optional;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.crypto.cbor.MalformedCbor;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.Signer;
import vn.sogoc.crypto.keys.SigningFailed;
import vn.sogoc.crypto.keys.VerificationKey;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * A COSE_Sign1 (RFC 9052 section 4.2) in the one form we make: untagged, protected header {1: -7
 * (ES256), 4: kid of 8 bytes}, empty unprotected header, a payload, a signature of 64 bytes. A
 * parsed one is only presented; {@link Verified} is another type.
 */
public final class CoseSign1 {
  /** Size of the signature in bytes. */
  public static final int SIGNATURE_SIZE = 64;

  private static final Cbor.Int ES256 = Cbor.of(-7); // RFC 9053 section 2.1
  private static final long ALG = 1; // RFC 9052 section 3.1
  private static final long KID = 4;
  private static final Cbor.Map NO_HEADERS = Cbor.map().build();

  private final Bytes bytes;
  private final Bytes protectedHeader;
  private final KeyId kid;
  private final Bytes payload;
  private final Bytes signature;

  private CoseSign1(Bytes bytes, Bytes protectedHeader, KeyId kid, Bytes payload, Bytes signature) {
    this.bytes = bytes;
    this.protectedHeader = protectedHeader;
    this.kid = kid;
    this.payload = payload;
    this.signature = signature;
  }

  /**
   * Reads the one form. Whether the signature is good is not asked here.
   *
   * @throws MalformedCose where the bytes are anything else
   */
  public static CoseSign1 parse(Bytes bytes) throws MalformedCose {
    if (!(decode(bytes, "message") instanceof Cbor.Array message && message.items().size() == 4)) {
      throw new MalformedCose("the message is not an array of four items");
    }
    if (!(message.items().get(0) instanceof Cbor.ByteString header)) {
      throw new MalformedCose("the protected header is not a byte string");
    }
    if (!message.items().get(1).equals(NO_HEADERS)) {
      throw new MalformedCose("the unprotected header is not an empty map");
    }
    if (!(message.items().get(2) instanceof Cbor.ByteString payload
        && payload.value().size() > 0)) {
      throw new MalformedCose("the payload is not a byte string with content");
    }
    if (!(message.items().get(3) instanceof Cbor.ByteString signature
        && signature.value().size() == SIGNATURE_SIZE)) {
      throw new MalformedCose("the signature is not a byte string of 64 bytes");
    }
    KeyId kid = kidOf(header.value());
    return new CoseSign1(bytes, header.value(), kid, payload.value(), signature.value());
  }

  /**
   * Signs a payload.
   *
   * @param externalAad what the signature is about; never sent, checked by every verifier
   * @param payload at least one byte, and less than the reader's limit
   * @throws SigningFailed where the key store did not sign
   */
  public static <P extends Purpose> CoseSign1 sign(
      Signer<P> signer, String externalAad, Bytes payload) throws SigningFailed {
    if (payload.size() == 0) {
      throw new IllegalArgumentException("a payload has at least one byte");
    }
    Bytes header = protectedHeader(signer.keyId());
    Bytes signature = signer.sign(SigStructure.digest(header, externalAad, payload));
    Bytes bytes =
        Cbor.array(Cbor.of(header), NO_HEADERS, Cbor.of(payload), Cbor.of(signature)).encode();
    if (bytes.size() > Cbor.MAX_SIZE) {
      throw new IllegalArgumentException("a message has at most " + Cbor.MAX_SIZE + " bytes");
    }
    return new CoseSign1(bytes, header, signer.keyId(), payload, signature);
  }

  /**
   * What a key that lives elsewhere signs: SHA-256 of the Sig_structure (RFC 9052 section 4.4) of
   * the message that it would make of the payload.
   */
  public static Digest toBeSigned(KeyId kid, String externalAad, Bytes payload) {
    return SigStructure.digest(protectedHeader(kid), externalAad, payload);
  }

  /** Names the key the message says it is signed by; a hint until it is verified. */
  public KeyId kid() {
    return kid;
  }

  /** What is signed. */
  public Bytes payload() {
    return payload;
  }

  /** The whole message. */
  public Bytes bytes() {
    return bytes;
  }

  /** SHA-256 of the Sig_structure (RFC 9052 section 4.4), context "Signature1". */
  public Digest toBeSigned(String externalAad) {
    return SigStructure.digest(protectedHeader, externalAad, payload);
  }

  /**
   * The message as verified, or empty where it is not signed by this key for this use.
   *
   * @param externalAad what the signature must be about
   */
  public <P extends Purpose> Optional<Verified<P>> verify(
      VerificationKey<P> key, String externalAad) {
    if (!kid.equals(key.keyId()) || !key.verify(toBeSigned(externalAad), signature)) {
      return Optional.empty();
    }
    return Optional.of(new Verified<>(this, key, externalAad));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CoseSign1 c && bytes.equals(c.bytes);
  }

  @Override
  public int hashCode() {
    return bytes.hashCode();
  }

  @Override
  public String toString() {
    return "CoseSign1[kid " + kid + ", " + bytes.size() + " bytes]";
  }

  static Bytes protectedHeader(KeyId kid) {
    return Cbor.map().put(ALG, ES256).put(KID, Cbor.of(kid.value())).build().encode();
  }

  /** An allow-list: exactly alg and kid, so crit, x5u, jku and the like are refused unread. */
  static KeyId kidOf(Bytes header) throws MalformedCose {
    if (!(decode(header, "protected header") instanceof Cbor.Map map && map.size() == 2)) {
      throw new MalformedCose("the protected header is not a map of alg and kid alone");
    }
    if (!map.get(ALG).equals(Optional.of(ES256))) {
      throw new MalformedCose("the algorithm is not ES256");
    }
    if (!(map.get(KID).orElse(ES256) instanceof Cbor.ByteString kid
        && kid.value().size() == KeyId.SIZE)) {
      throw new MalformedCose("the kid is not a byte string of 8 bytes");
    }
    return new KeyId(kid.value());
  }

  private static Cbor decode(Bytes bytes, String what) throws MalformedCose {
    try {
      return Cbor.decode(bytes);
    } catch (MalformedCbor e) {
      throw new MalformedCose("the " + what + " is not deterministic CBOR: " + e.getMessage());
    }
  }

  /**
   * A message whose signature was checked with this key. Only {@link CoseSign1#verify} makes one.
   *
   * @param <P> what the key is for
   */
  public static final class Verified<P extends Purpose> {
    private final CoseSign1 message;
    private final VerificationKey<P> key;
    private final String externalAad;

    private Verified(CoseSign1 message, VerificationKey<P> key, String externalAad) {
      this.message = message;
      this.key = key;
      this.externalAad = externalAad;
    }

    /** The message. */
    public CoseSign1 message() {
      return message;
    }

    /** The key that signed it. */
    public VerificationKey<P> key() {
      return key;
    }

    /** What the signature is about. */
    public String externalAad() {
      return externalAad;
    }

    /** What is signed. */
    public Bytes payload() {
      return message.payload();
    }
  }
}
