package vn.sogoc.publication;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.crypto.cbor.MalformedCbor;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * The signed part of an issuance list: {@code {1: institution, 2: kind, 3: regime, 4: decision
 * number, 5: decision date, 6: issue date, 7: count, 8: root, 9: published at (s), 10: version}} in
 * deterministic CBOR; dates are days since 1970-01-01.
 *
 * @param institution number of the issuer
 * @param kind code of the kind
 * @param regime code of the regime
 * @param decisionNumber the decision to recognise graduation
 * @param decisionDate its date
 * @param issueDate on the credentials
 * @param count rows, 1 or more
 * @param root RFC 6962 root over the rows' leaves
 * @param publishedAt whole seconds
 * @param version 1 for the first list of a batch
 */
public record ListHeader(
    int institution,
    String kind,
    String regime,
    String decisionNumber,
    LocalDate decisionDate,
    LocalDate issueDate,
    int count,
    Digest root,
    Instant publishedAt,
    int version) {
  /** Domain separation of a list's signature. */
  public static final String AAD = "sogoc/list/1";

  /** The payload that is signed. */
  public Bytes encode() {
    return Cbor.map()
        .put(1, Cbor.of(institution))
        .put(2, Cbor.of(kind))
        .put(3, Cbor.of(regime))
        .put(4, Cbor.of(decisionNumber))
        .put(5, Cbor.of(decisionDate.toEpochDay()))
        .put(6, Cbor.of(issueDate.toEpochDay()))
        .put(7, Cbor.of(count))
        .put(8, Cbor.of(root.bytes()))
        .put(9, Cbor.of(publishedAt.getEpochSecond()))
        .put(10, Cbor.of(version))
        .build()
        .encode();
  }

  /**
   * Reads a payload.
   *
   * @throws MalformedList where it is anything else
   */
  public static ListHeader decode(Bytes payload) throws MalformedList {
    try {
      if (!(Cbor.decode(payload) instanceof Cbor.Map map) || map.size() != 10) {
        throw new MalformedList("a header is a map of ten entries");
      }
      return new ListHeader(
          Math.toIntExact(integer(map, 1)),
          text(map, 2),
          text(map, 3),
          text(map, 4),
          LocalDate.ofEpochDay(integer(map, 5)),
          LocalDate.ofEpochDay(integer(map, 6)),
          Math.toIntExact(integer(map, 7)),
          root(map),
          Instant.ofEpochSecond(integer(map, 9)),
          Math.toIntExact(integer(map, 10)));
    } catch (MalformedCbor | IllegalArgumentException | ArithmeticException | DateTimeException e) {
      throw new MalformedList("not a header: " + e.getMessage(), e);
    }
  }

  private static long integer(Cbor.Map map, long key) throws MalformedList {
    if (map.get(key).orElse(null) instanceof Cbor.Int number) {
      return number.value();
    }
    throw new MalformedList("entry " + key + " is a number");
  }

  private static String text(Cbor.Map map, long key) throws MalformedList {
    if (map.get(key).orElse(null) instanceof Cbor.Text text) {
      return text.value();
    }
    throw new MalformedList("entry " + key + " is a text");
  }

  private static Digest root(Cbor.Map map) throws MalformedList {
    if (map.get(8).orElse(null) instanceof Cbor.ByteString bytes) {
      return new Digest(bytes.value());
    }
    throw new MalformedList("entry 8 is a digest");
  }
}
