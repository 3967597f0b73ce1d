package vn.sogoc.credential;

import java.time.Instant;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.crypto.cbor.MalformedCbor;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;

/**
 * Records and claims as bytes, by src/docs/record.md: deterministic CBOR, integer keys, codes of
 * the catalogue. {@code decode(b).encode()} equals {@code b} for every accepted {@code b}, and
 * {@code decode(encode(r))} equals {@code r}.
 */
public final class RecordCodec {
  /** Domain separation of the record's signature (COSE {@code external_aad}). */
  public static final String EXTERNAL_AAD = "sogoc/record/1";

  /** Largest accepted payload in bytes. */
  public static final int MAX_SIZE = 2048;

  private final CodeTables tables;

  /** A codec over one catalogue; costs nothing to make. */
  public RecordCodec(Catalogue catalogue) {
    this.tables = catalogue.tables();
  }

  /** The payload that is signed. */
  public Bytes encode(CredentialRecord record) {
    return ClaimsWriter.record(record).encode();
  }

  /** The claims alone: what is approved, and what a batch keeps. */
  public Bytes encodeClaims(Claims claims) {
    return ClaimsWriter.claims(claims).encode();
  }

  /**
   * Reads a signed payload.
   *
   * @throws MalformedRecord where the bytes are not exactly one record of this version
   */
  public CredentialRecord decode(Bytes payload) throws MalformedRecord {
    ClaimsReader envelope = envelope(payload);
    int institution = envelope.institution();
    long issuedAt = envelope.integer(ClaimsWriter.IAT);
    if (!(envelope.need(ClaimsWriter.CTI) instanceof Cbor.ByteString id)) {
      throw new MalformedRecord("cti is a byte string");
    }
    ClaimsReader inner = ClaimsReader.of(envelope.need(ClaimsWriter.CLAIMS));
    envelope.end();
    try {
      CredentialRecord record =
          new CredentialRecord(
              inner.claims(institution, tables),
              new PublicId(CredentialRecord.ID_KIND, id.value()),
              instant(issuedAt),
              inner.text(ClaimsWriter.SERIAL_NUMBER),
              inner.text(ClaimsWriter.REGISTER_NUMBER),
              inner.slot());
      inner.end();
      return record;
    } catch (Refusal | IllegalArgumentException e) {
      throw broken(e);
    }
  }

  /**
   * Reads approved claims.
   *
   * @throws MalformedRecord where the bytes are not exactly what {@link #encodeClaims} gives
   */
  public Claims decodeClaims(Bytes content) throws MalformedRecord {
    ClaimsReader envelope = envelope(content);
    int institution = envelope.institution();
    ClaimsReader inner = ClaimsReader.of(envelope.need(ClaimsWriter.CLAIMS));
    envelope.end();
    try {
      Claims claims = inner.claims(institution, tables);
      inner.end();
      return claims;
    } catch (Refusal | IllegalArgumentException e) {
      throw broken(e);
    }
  }

  private static ClaimsReader envelope(Bytes content) throws MalformedRecord {
    try {
      return ClaimsReader.of(Cbor.decode(content, MAX_SIZE));
    } catch (MalformedCbor e) {
      throw new MalformedRecord("not deterministic CBOR of the size of a record", e);
    }
  }

  private static Instant instant(long seconds) throws MalformedRecord {
    if (seconds < 0 || seconds > CredentialRecord.LAST_SECOND) {
      throw new MalformedRecord("iat is in seconds, 1970 to 2199");
    }
    return Instant.ofEpochSecond(seconds);
  }

  /** The rule that broke, without the value that broke it. */
  private static MalformedRecord broken(RuntimeException e) {
    if (e instanceof Refusal refusal && !refusal.faults().isEmpty()) {
      Refusal.Fault first = refusal.faults().get(0);
      return new MalformedRecord(first.column() + ": " + first.code(), e);
    }
    return new MalformedRecord("a value outside its range", e);
  }
}
