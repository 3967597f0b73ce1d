package vn.sogoc.status;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.secrets.RowSeal;

/**
 * That a temporary certificate ended because the diploma of the same person and decision was
 * issued. Nobody decides it: the law does, and the two persons who had the diploma issued.
 *
 * @param entry the temporary certificate
 * @param subject SHA-256 of its issued entry
 * @param successor the diploma
 * @param successorSubject SHA-256 of its issued entry
 * @param number of the recognition decision
 * @param event SHA-256 of the bytes of the event's entry
 */
public record ProvisionalEnd(
    UUID entry,
    int institution,
    Digest subject,
    UUID successor,
    Digest successorSubject,
    String legalBasis,
    String number,
    LocalDate date,
    Bytes salt,
    Digest event,
    Instant at) {
  /** What the seal is of. */
  public static final String SEAL = "provisional-end";

  private static final String CONTEXT = "sogoc/provisional-end/1";

  /**
   * What the log entry carries the digest of; deterministic CBOR, integer keys: 0 context, 1 legal
   * basis, 2 decision number, 3 its date in days since 1970, 4 institution, 5 subject, 6 successor,
   * 7 salt.
   */
  public Bytes content() {
    return content(legalBasis, number, date, institution, subject, successorSubject, salt);
  }

  static Bytes content(
      String legalBasis,
      String number,
      LocalDate date,
      int institution,
      Digest subject,
      Digest successorSubject,
      Bytes salt) {
    return Cbor.map()
        .put(0, Cbor.of(CONTEXT))
        .put(1, Cbor.of(legalBasis))
        .put(2, Cbor.of(number))
        .put(3, Cbor.of(date.toEpochDay()))
        .put(4, Cbor.of(institution))
        .put(5, Cbor.of(subject.bytes()))
        .put(6, Cbor.of(successorSubject.bytes()))
        .put(7, Cbor.of(salt))
        .build()
        .encode();
  }

  /** The seal over all of it. */
  public byte[] sealed(RowSeal seal) {
    return seal.of(columns());
  }

  /** Whether a stored seal is that of all of it. */
  public boolean fits(RowSeal seal, byte[] stored) {
    return seal.fits(stored, columns());
  }

  private Object[] columns() {
    return new Object[] {
      entry,
      institution,
      subject.hex(),
      successor,
      successorSubject.hex(),
      legalBasis,
      number,
      date,
      salt.hex(),
      content().hex(),
      event.hex(),
      at.toEpochMilli()
    };
  }
}
