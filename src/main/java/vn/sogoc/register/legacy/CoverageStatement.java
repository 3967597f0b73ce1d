package vn.sogoc.register.legacy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.crypto.cbor.MalformedCbor;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.VerificationKey;
import vn.sogoc.kernel.Bytes;

/**
 * What a keeper's old books cover, at a time; signed with its key for lists, about {@value #AAD}.
 *
 * @param version 1 and up, without a gap
 * @param at when it was said, in whole seconds
 * @param lines by issuer and kind
 */
public record CoverageStatement(int keeper, int version, Instant at, List<CoverageLine> lines) {
  /** Domain separation of its signature. */
  public static final String AAD = "sogoc/register-coverage/1";

  static final int MOST_LINES = 500;

  public CoverageStatement {
    lines = List.copyOf(lines);
  }

  Bytes encode() {
    List<Cbor> items = new ArrayList<>();
    for (CoverageLine l : lines) {
      items.add(
          Cbor.array(
              Cbor.of(l.issuer()),
              Cbor.of(l.kind()),
              Cbor.of(l.yearFrom()),
              Cbor.of(l.yearTo()),
              Cbor.of(l.declared()),
              Cbor.of(l.lost()),
              Cbor.of(l.copied())));
    }
    return Cbor.array(
            Cbor.of(keeper), Cbor.of(version), Cbor.of(at.getEpochSecond()), Cbor.array(items))
        .encode();
  }

  /**
   * Verifies and then reads.
   *
   * @return empty where the signature is not by this key, or about something else
   * @throws MalformedCopy where a good signature covers something that is no coverage
   */
  public static Optional<CoverageStatement> verify(
      CoseSign1 message, VerificationKey<Purpose.IssuanceList> key) throws MalformedCopy {
    return message.verify(key, AAD).isEmpty()
        ? Optional.empty()
        : Optional.of(decode(message.payload()));
  }

  /** Reads a payload, whoever signed it. */
  public static CoverageStatement decode(Bytes payload) throws MalformedCopy {
    CoverageStatement read;
    try {
      if (!(Cbor.decode(payload) instanceof Cbor.Array whole && whole.items().size() == 4)) {
        throw new MalformedCopy("a coverage is an array of four");
      }
      if (!(whole.items().get(3) instanceof Cbor.Array all && all.items().size() <= MOST_LINES)) {
        throw new MalformedCopy("the lines of a coverage are an array");
      }
      List<CoverageLine> lines = new ArrayList<>();
      for (Cbor item : all.items()) {
        lines.add(line(item));
      }
      read =
          new CoverageStatement(
              (int) number(whole, 0),
              (int) number(whole, 1),
              Instant.ofEpochSecond(number(whole, 2)),
              lines);
    } catch (MalformedCbor | DateTimeException e) {
      throw new MalformedCopy("a coverage is deterministic CBOR");
    }
    if (!read.encode().equals(payload)) {
      throw new MalformedCopy("a coverage has the one form");
    }
    return read;
  }

  private static CoverageLine line(Cbor item) throws MalformedCopy {
    if (!(item instanceof Cbor.Array line
        && line.items().size() == 7
        && line.items().get(1) instanceof Cbor.Text kind)) {
      throw new MalformedCopy("a line of a coverage is an array of seven");
    }
    return new CoverageLine(
        (int) number(line, 0),
        kind.value(),
        (int) number(line, 2),
        (int) number(line, 3),
        number(line, 4),
        number(line, 5),
        number(line, 6));
  }

  private static long number(Cbor.Array array, int place) throws MalformedCopy {
    if (array.items().get(place) instanceof Cbor.Int number && number.value() >= 0) {
      return number.value();
    }
    throw new MalformedCopy("place " + place + " is a number");
  }
}
