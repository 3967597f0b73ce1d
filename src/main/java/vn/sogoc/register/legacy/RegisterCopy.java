package vn.sogoc.register.legacy;

import java.time.Instant;
import java.util.Optional;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.crypto.cbor.MalformedCbor;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.VerificationKey;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;

/**
 * An electronic copy made from the register book (bản sao điện tử cấp từ sổ gốc, domain.md §0.7):
 * what the keeper of the book signs of one of its rows. It is no diploma and is never shown as one:
 * its signature is about {@value #AAD}, so no verifier of records accepts it, nor this one a
 * record.
 *
 * @param keeper who keeps the book and signs, by its public number
 * @param issuer whose book it is
 * @param issuedAt when the copy was made, in whole seconds
 * @param id {@code cpy_...}
 * @param book the book
 * @param title on its cover
 * @param page 1 or more
 * @param line on the page, 1 or more
 * @param image SHA-256 of the picture of the page
 * @param approved hash of the page that two persons approved
 * @param basis how the row came about
 * @param row what the book says
 * @param signer who approved for the keeper, by name
 * @param signerTitle with which title, empty without a mandate
 */
public record RegisterCopy(
    int keeper,
    int issuer,
    Instant issuedAt,
    PublicId id,
    PublicId book,
    String title,
    int page,
    int line,
    Digest image,
    Digest approved,
    Basis basis,
    KeyedRow row,
    String signer,
    String signerTitle) {
  /** Domain separation of a copy's signature (COSE {@code external_aad}). */
  public static final String AAD = "sogoc/register-copy/1";

  /** What identifiers of copies begin with. */
  public static final String ID_KIND = "cpy";

  static final String BOOK_KIND = "bok";

  /** Largest payload in bytes. */
  private static final int MAX_SIZE = 8192;

  /** How a row of a page came about. */
  public enum Basis {
    /** Two persons keyed the same. */
    EQUAL(1),
    /** They differed, and somebody who keyed neither decided. */
    DECIDED(2),
    /** They differed, and agreed. */
    AGREED(3);

    private final int number;

    Basis(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }

    static Basis of(long number) throws MalformedCopy {
      for (Basis each : values()) {
        if (each.number == number) {
          return each;
        }
      }
      throw new MalformedCopy("no such basis: " + number);
    }
  }

  /** A copy under a signature that was verified. */
  public record Signed(RegisterCopy copy, Digest digest) {}

  Bytes encode() {
    return Cbor.map()
        .put(1, Cbor.of(keeper))
        .put(2, Cbor.of(issuer))
        .put(6, Cbor.of(issuedAt.getEpochSecond()))
        .put(7, Cbor.of(id.value()))
        .put(8, Cbor.of("ban-sao-tu-so-goc"))
        .put(9, Cbor.of(book.value()))
        .put(10, Cbor.of(title))
        .put(11, Cbor.of(page))
        .put(12, Cbor.of(line))
        .put(13, Cbor.of(image.bytes()))
        .put(14, Cbor.of(approved.bytes()))
        .put(15, Cbor.of(basis.number()))
        .put(16, row.toCbor())
        .put(17, Cbor.of(signer))
        .put(18, Cbor.of(signerTitle))
        .build()
        .encode();
  }

  /**
   * Reads a payload.
   *
   * @throws MalformedCopy where the bytes are not exactly what {@link #encode} gives
   */
  public static RegisterCopy decode(Bytes payload) throws MalformedCopy {
    Cbor item;
    try {
      item = Cbor.decode(payload, MAX_SIZE);
    } catch (MalformedCbor e) {
      throw new MalformedCopy("a copy is deterministic CBOR: " + e.getMessage());
    }
    if (!(item instanceof Cbor.Map map)) {
      throw new MalformedCopy("a copy is a map");
    }
    RegisterCopy copy;
    try {
      copy =
          new RegisterCopy(
              integer(map, 1),
              integer(map, 2),
              Instant.ofEpochSecond(number(map, 6)),
              new PublicId(ID_KIND, bytes(map, 7)),
              new PublicId(BOOK_KIND, bytes(map, 9)),
              text(map, 10),
              integer(map, 11),
              integer(map, 12),
              new Digest(bytes(map, 13)),
              new Digest(bytes(map, 14)),
              Basis.of(number(map, 15)),
              KeyedRow.of(map.get(16).orElseThrow(() -> new MalformedCopy("a row"))),
              text(map, 17),
              text(map, 18));
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      throw new MalformedCopy("a value of a copy is outside its range");
    }
    if (!copy.encode().equals(payload)) {
      throw new MalformedCopy("a copy has the one form");
    }
    return copy;
  }

  /**
   * Verifies and then reads.
   *
   * @return empty where the signature is not by this key, or about something else
   * @throws MalformedCopy where a good signature covers something that is no copy
   */
  public static Optional<Signed> verify(CoseSign1 message, VerificationKey<Purpose.Record> key)
      throws MalformedCopy {
    if (message.verify(key, AAD).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Signed(decode(message.payload()), Digest.sha256(message.bytes())));
  }

  private static long number(Cbor.Map map, long key) throws MalformedCopy {
    if (map.get(key).orElse(null) instanceof Cbor.Int number && number.value() >= 0) {
      return number.value();
    }
    throw new MalformedCopy("key " + key + " of a copy is a number");
  }

  private static int integer(Cbor.Map map, long key) throws MalformedCopy {
    long number = number(map, key);
    if (number > 999_999_999) {
      throw new MalformedCopy("key " + key + " of a copy is too large");
    }
    return (int) number;
  }

  private static String text(Cbor.Map map, long key) throws MalformedCopy {
    if (map.get(key).orElse(null) instanceof Cbor.Text text && RowForm.isLine(text.value(), 300)) {
      return text.value();
    }
    throw new MalformedCopy("key " + key + " of a copy is a text");
  }

  private static Bytes bytes(Cbor.Map map, long key) throws MalformedCopy {
    if (map.get(key).orElse(null) instanceof Cbor.ByteString bytes) {
      return bytes.value();
    }
    throw new MalformedCopy("key " + key + " of a copy is a byte string");
  }
}
