package vn.sogoc.crypto.cose;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.crypto.cbor.MalformedCbor;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.Signer;
import vn.sogoc.crypto.keys.SigningFailed;
import vn.sogoc.crypto.keys.VerificationKey;
import vn.sogoc.kernel.Bytes;

/**
 * A COSE_Sign (RFC 9052 section 4.1), a payload with several signatures, in the one form we make:
 * untagged, empty protected and unprotected headers, and signatures in rising order of their key
 * ids, each with the protected header {1: -7 (ES256), 4: kid of 8 bytes}. Without any signature it
 * is a draft on its way from signer to signer.
 */
public final class CoseSign {
  /** Most signatures that are read. */
  public static final int MOST_SIGNATURES = 8;

  /** The array, its four parts, and for each signature an array with three parts. */
  private static final int MOST_ITEMS = 5 + 4 * MOST_SIGNATURES;

  private static final Cbor.ByteString NO_PROTECTED = Cbor.of(Bytes.of(new byte[0]));
  private static final Cbor.Map NO_HEADERS = Cbor.map().build();

  private record One(KeyId kid, Bytes protectedHeader, Bytes signature) {}

  private final Bytes payload;
  private final List<One> signatures;

  private CoseSign(Bytes payload, List<One> signatures) {
    this.payload = payload;
    this.signatures = List.copyOf(signatures);
  }

  /** A payload that nobody has signed yet. */
  public static CoseSign draft(Bytes payload) {
    return new CoseSign(payload, List.of());
  }

  /**
   * Reads the one form. Whether any signature is good is not asked here.
   *
   * @param maxSize most bytes that are read
   * @throws MalformedCose where the bytes are anything else
   */
  public static CoseSign parse(Bytes bytes, int maxSize) throws MalformedCose {
    Cbor read;
    try {
      read = Cbor.decode(bytes, maxSize, MOST_ITEMS);
    } catch (MalformedCbor e) {
      throw new MalformedCose("the message is not deterministic CBOR: " + e.getMessage());
    }
    if (!(read instanceof Cbor.Array message
        && message.items().size() == 4
        && message.items().get(0).equals(NO_PROTECTED)
        && message.items().get(1).equals(NO_HEADERS)
        && message.items().get(2) instanceof Cbor.ByteString payload
        && payload.value().size() > 0
        && message.items().get(3) instanceof Cbor.Array signatures
        && signatures.items().size() <= MOST_SIGNATURES)) {
      throw new MalformedCose(
          "the message is not [h'', {}, payload, signatures], at most " + MOST_SIGNATURES);
    }
    List<One> found = new ArrayList<>();
    for (Cbor item : signatures.items()) {
      One one = signature(item);
      if (!found.isEmpty() && order(found.getLast().kid(), one.kid()) >= 0) {
        throw new MalformedCose("the signatures are not in rising order of their key ids");
      }
      found.add(one);
    }
    return new CoseSign(payload.value(), found);
  }

  private static One signature(Cbor item) throws MalformedCose {
    if (item instanceof Cbor.Array one
        && one.items().size() == 3
        && one.items().get(0) instanceof Cbor.ByteString header
        && one.items().get(1).equals(NO_HEADERS)
        && one.items().get(2) instanceof Cbor.ByteString signature
        && signature.value().size() == CoseSign1.SIGNATURE_SIZE) {
      return new One(CoseSign1.kidOf(header.value()), header.value(), signature.value());
    }
    throw new MalformedCose("a signature is not [protected, {}, 64 bytes]");
  }

  /**
   * The same with one more signature; that of a key which signed before is made anew.
   *
   * @param externalAad what the signature is about; never sent, checked by every verifier
   * @throws SigningFailed where the key store did not sign
   */
  public <P extends Purpose> CoseSign signedBy(Signer<P> signer, String externalAad)
      throws SigningFailed {
    Bytes header = CoseSign1.protectedHeader(signer.keyId());
    TreeMap<KeyId, One> all = new TreeMap<>(CoseSign::order);
    signatures.forEach(one -> all.put(one.kid(), one));
    Bytes signature = signer.sign(SigStructure.ofSeveral(header, externalAad, payload));
    all.put(signer.keyId(), new One(signer.keyId(), header, signature));
    if (all.size() > MOST_SIGNATURES) {
      throw new IllegalArgumentException("at most " + MOST_SIGNATURES + " signatures");
    }
    return new CoseSign(payload, List.copyOf(all.values()));
  }

  /** Which of these keys signed it for this use, each counted once. */
  public <P extends Purpose> Set<KeyId> signers(
      Collection<VerificationKey<P>> keys, String externalAad) {
    Set<KeyId> found = new HashSet<>();
    for (VerificationKey<P> key : keys) {
      for (One one : signatures) {
        if (one.kid().equals(key.keyId())
            && key.verify(
                SigStructure.ofSeveral(one.protectedHeader(), externalAad, payload),
                one.signature())) {
          found.add(key.keyId());
        }
      }
    }
    return found;
  }

  /** What is signed; believed by nobody who has not counted {@link #signers}. */
  public Bytes payload() {
    return payload;
  }

  /** The ids it says it is signed by. */
  public List<KeyId> kids() {
    return signatures.stream().map(One::kid).toList();
  }

  /** The whole message. */
  public Bytes bytes() {
    return Cbor.array(
            NO_PROTECTED,
            NO_HEADERS,
            Cbor.of(payload),
            Cbor.array(
                signatures.stream()
                    .map(
                        one ->
                            Cbor.array(
                                Cbor.of(one.protectedHeader()),
                                NO_HEADERS,
                                Cbor.of(one.signature())))
                    .toList()))
        .encode();
  }

  private static int order(KeyId one, KeyId other) {
    return one.toString().compareTo(other.toString());
  }
}
