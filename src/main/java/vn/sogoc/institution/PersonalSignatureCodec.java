package vn.sogoc.institution;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.crypto.cbor.MalformedCbor;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * The payload of a personal signature in deterministic CBOR: {@code {1: institution, 2: content, 3:
 * root, 4: count, 5: [name, title vi, title en, signs as], 6: [[kinds in order], from, until or
 * null, decision number, decision date], 7: signed at (s)}}; days are counted from 1970-01-01.
 */
public final class PersonalSignatureCodec {
  private static final Cbor NULL = new Cbor.Null();
  private static final int ENTRIES = 7;

  private PersonalSignatureCodec() {}

  /** The payload bytes. */
  public static Bytes encode(PersonalSignature signature) {
    PersonalSignature.Signatory s = signature.signer();
    PersonalSignature.Basis b = signature.basis();
    LocalDate until = b.until();
    List<Cbor> kinds = new ArrayList<>();
    b.kinds().stream().sorted().forEach(kind -> kinds.add(Cbor.of(kind)));
    return Cbor.map()
        .put(1, Cbor.of(signature.institution()))
        .put(2, Cbor.of(signature.content().bytes()))
        .put(3, Cbor.of(signature.root().bytes()))
        .put(4, Cbor.of(signature.count()))
        .put(
            5,
            Cbor.array(
                Cbor.of(s.name()),
                Cbor.of(s.titleVi()),
                Cbor.of(s.titleEn()),
                Cbor.of(s.signsAs())))
        .put(
            6,
            Cbor.array(
                Cbor.array(kinds),
                Cbor.of(b.from().toEpochDay()),
                until == null ? NULL : Cbor.of(until.toEpochDay()),
                Cbor.of(b.decisionNumber()),
                Cbor.of(b.decisionDate().toEpochDay())))
        .put(7, Cbor.of(signature.signedAt().getEpochSecond()))
        .build()
        .encode();
  }

  /**
   * Reads a payload.
   *
   * @throws MalformedStatement where anything differs from the one form above
   */
  public static PersonalSignature decode(Bytes payload) throws MalformedStatement {
    PersonalSignature read;
    try {
      if (!(Cbor.decode(payload) instanceof Cbor.Map map) || map.size() != ENTRIES) {
        throw new MalformedStatement("a personal signature is a map of " + ENTRIES + " entries");
      }
      List<Cbor> signer = items(get(map, 5), 4);
      List<Cbor> basis = items(get(map, 6), 5);
      read =
          new PersonalSignature(
              Math.toIntExact(number(get(map, 1))),
              new Digest(bytes(get(map, 2))),
              new Digest(bytes(get(map, 3))),
              Math.toIntExact(number(get(map, 4))),
              new PersonalSignature.Signatory(
                  text(signer.get(0)),
                  text(signer.get(1)),
                  text(signer.get(2)),
                  text(signer.get(3))),
              new PersonalSignature.Basis(
                  kinds(basis.get(0)),
                  LocalDate.ofEpochDay(number(basis.get(1))),
                  dayOrNull(basis.get(2)),
                  text(basis.get(3)),
                  LocalDate.ofEpochDay(number(basis.get(4)))),
              Instant.ofEpochSecond(number(get(map, 7))));
    } catch (MalformedCbor | IllegalArgumentException | ArithmeticException | DateTimeException e) {
      throw new MalformedStatement("not a personal signature: " + e.getMessage(), e);
    }
    if (!encode(read).equals(payload)) {
      throw new MalformedStatement("a personal signature in its one form, found another");
    }
    return read;
  }

  private static Set<String> kinds(Cbor item) throws MalformedStatement {
    Set<String> kinds = new LinkedHashSet<>();
    if (item instanceof Cbor.Array array) {
      for (Cbor kind : array.items()) {
        kinds.add(text(kind));
      }
    }
    return kinds;
  }

  private static Cbor get(Cbor.Map map, long key) throws MalformedStatement {
    return map.get(key).orElseThrow(() -> new MalformedStatement("entry " + key + " is missing"));
  }

  private static List<Cbor> items(Cbor item, int size) throws MalformedStatement {
    if (item instanceof Cbor.Array array && array.items().size() == size) {
      return array.items();
    }
    throw new MalformedStatement("an array of " + size);
  }

  private static String text(Cbor item) throws MalformedStatement {
    if (item instanceof Cbor.Text text) {
      return text.value();
    }
    throw new MalformedStatement("a text");
  }

  private static long number(Cbor item) throws MalformedStatement {
    if (item instanceof Cbor.Int number) {
      return number.value();
    }
    throw new MalformedStatement("a number");
  }

  private static @Nullable LocalDate dayOrNull(Cbor item) throws MalformedStatement {
    return item instanceof Cbor.Null ? null : LocalDate.ofEpochDay(number(item));
  }

  private static Bytes bytes(Cbor item) throws MalformedStatement {
    if (item instanceof Cbor.ByteString bytes) {
      return bytes.value();
    }
    throw new MalformedStatement("a byte string");
  }
}
