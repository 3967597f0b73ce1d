package vn.sogoc.credential.supplement;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.TextRule;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.crypto.cbor.MalformedCbor;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.VerificationKey;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;

/**
 * The supplement of a diploma (phụ lục văn bằng): what the institution signs of what its holder
 * learned. It names the diploma by the digest of its signed record, and is no diploma: no verifier
 * of records accepts it, nor the other way round.
 *
 * @param institution public number of whoever signs, which is who issued the diploma
 * @param issuedAt in whole seconds
 * @param id 128 random bits, which make the digest in the log unguessable
 * @param diploma SHA-256 of the COSE bytes of the diploma's record
 * @param serialNumber số hiệu of the diploma
 * @param revision 1 for the first of a diploma, one more for each later one
 * @param approved SHA-256 that two persons approved
 * @param signer who approved for the institution
 * @param signerTitle with which title; empty without a mandate
 */
public record Supplement(
    int institution,
    Instant issuedAt,
    PublicId id,
    Digest diploma,
    String serialNumber,
    int revision,
    Digest approved,
    SupplementContent content,
    String signer,
    String signerTitle) {
  /** Domain separation of a supplement's signature (COSE {@code external_aad}). */
  public static final String AAD = "sogoc/supplement/1";

  /** What identifiers of supplements begin with. */
  public static final String ID_KIND = "sup";

  /** The most revisions of one diploma's supplement. */
  public static final int MOST_REVISIONS = 99;

  private static final String TYPE = "phu-luc-van-bang";
  private static final int MAX_SIZE = ContentCodec.MAX_SIZE + 2048;
  private static final int LONGEST_NAME = 300;
  private static final int LONGEST_SERIAL = 20;
  private static final int KEYS = 11;
  private static final long LAST_SECOND = 7_258_118_399L; // the end of 2199, as of records

  public Supplement {
    boolean holds =
        institution >= 1
            && institution <= 999_999_999
            && issuedAt.getNano() == 0
            && issuedAt.getEpochSecond() >= 0
            && issuedAt.getEpochSecond() <= LAST_SECOND
            && id.kind().equals(ID_KIND)
            && serialNumber.length() <= LONGEST_SERIAL
            && TextRule.isNumber(serialNumber)
            && revision >= 1
            && revision <= MOST_REVISIONS
            && TextRule.isPlain(signer, LONGEST_NAME)
            && (signerTitle.isEmpty() || TextRule.isPlain(signerTitle, LONGEST_NAME));
    if (!holds) {
      throw new IllegalArgumentException("a value of a supplement is outside its range");
    }
  }

  /** A supplement under a signature that was verified. */
  public record Signed(Supplement supplement, Digest digest) {}

  /** The payload. */
  public Bytes encode() {
    return Cbor.map()
        .put(1, Cbor.of(institution))
        .put(6, Cbor.of(issuedAt.getEpochSecond()))
        .put(7, Cbor.of(id.value()))
        .put(8, Cbor.of(TYPE))
        .put(9, Cbor.of(diploma.bytes()))
        .put(10, Cbor.of(serialNumber))
        .put(11, Cbor.of(revision))
        .put(12, Cbor.of(approved.bytes()))
        .put(13, ContentCodec.toCbor(content))
        .put(14, Cbor.of(signer))
        .put(15, Cbor.of(signerTitle))
        .build()
        .encode();
  }

  /**
   * Reads a payload.
   *
   * @throws MalformedSupplement where the bytes are not exactly what {@link #encode} gives
   */
  public static Supplement decode(Bytes payload) throws MalformedSupplement {
    Cbor item;
    try {
      item = Cbor.decode(payload, MAX_SIZE, ContentCodec.MAX_ITEMS);
    } catch (MalformedCbor e) {
      throw new MalformedSupplement("a supplement is deterministic CBOR: " + e.getMessage());
    }
    if (!(item instanceof Cbor.Map map) || map.size() != KEYS) {
      throw new MalformedSupplement("a supplement is a map of eleven");
    }
    Supplement supplement;
    try {
      supplement =
          new Supplement(
              (int) number(map, 1, 999_999_999),
              Instant.ofEpochSecond(number(map, 6, LAST_SECOND)),
              new PublicId(ID_KIND, bytes(map, 7)),
              new Digest(bytes(map, 9)),
              text(map, 10),
              (int) number(map, 11, MOST_REVISIONS),
              new Digest(bytes(map, 12)),
              ContentCodec.of(map.get(13).orElseThrow(() -> new MalformedSupplement("a content"))),
              text(map, 14),
              text(map, 15));
    } catch (IllegalArgumentException e) {
      throw new MalformedSupplement("a value of a supplement is outside its range");
    }
    if (!supplement.encode().equals(payload)) {
      throw new MalformedSupplement("a supplement has the one form");
    }
    return supplement;
  }

  /**
   * Verifies and then reads: no byte of the payload is looked at before the signature holds.
   *
   * @return empty where the signature is not by this key, or about something else
   * @throws MalformedSupplement where a good signature covers something that is no supplement
   */
  public static Optional<Signed> verify(CoseSign1 message, VerificationKey<Purpose.Record> key)
      throws MalformedSupplement {
    if (message.verify(key, AAD).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Signed(decode(message.payload()), Digest.sha256(message.bytes())));
  }

  /** Whether this is the supplement of that record, as far as both say the same. */
  public boolean isOf(CredentialRecord record, Digest cose) {
    return diploma.equals(cose)
        && institution == record.claims().institution()
        && serialNumber.equals(record.serialNumber())
        && content.fullName().equals(record.claims().fullName())
        && content.birthDate().equals(record.claims().birthDate());
  }

  /** The part of a row in what two persons approve: all but what signing adds. */
  public Digest part() {
    return part(diploma, serialNumber, revision, content);
  }

  /** The part of a row that is not signed yet. */
  public static Digest part(
      Digest diploma, String serialNumber, int revision, SupplementContent content) {
    return Digest.sha256(
        Cbor.array(
                Cbor.of("sogoc/supplement-row/1"),
                Cbor.of(diploma.bytes()),
                Cbor.of(serialNumber),
                Cbor.of(revision),
                ContentCodec.toCbor(content))
            .encode());
  }

  /** What two persons approve: every row in its order, of one institution. */
  public static Digest approved(int institution, List<Digest> parts) {
    return Digest.sha256(
        Cbor.array(
                Cbor.of("sogoc/supplements/1"),
                Cbor.of(institution),
                Cbor.array(parts.stream().map(part -> Cbor.of(part.bytes())).toList()))
            .encode());
  }

  /** Its identifier only, so that no personal data reaches a log by accident. */
  @Override
  public String toString() {
    return "Supplement[" + id + "]";
  }

  private static long number(Cbor.Map map, long key, long most) throws MalformedSupplement {
    if (map.get(key).orElse(null) instanceof Cbor.Int number
        && number.value() >= 0
        && number.value() <= most) {
      return number.value();
    }
    throw new MalformedSupplement("key " + key + " of a supplement is a number");
  }

  private static String text(Cbor.Map map, long key) throws MalformedSupplement {
    if (map.get(key).orElse(null) instanceof Cbor.Text text) {
      return text.value();
    }
    throw new MalformedSupplement("key " + key + " of a supplement is a text");
  }

  private static Bytes bytes(Cbor.Map map, long key) throws MalformedSupplement {
    if (map.get(key).orElse(null) instanceof Cbor.ByteString bytes) {
      return bytes.value();
    }
    throw new MalformedSupplement("key " + key + " of a supplement is a byte string");
  }
}
