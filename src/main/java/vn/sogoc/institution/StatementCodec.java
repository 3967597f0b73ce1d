package vn.sogoc.institution;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.crypto.cbor.MalformedCbor;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * The payload of a statement in deterministic CBOR: {@code {1: version, 2: issued at (s), 3: prior
 * digest or null, 4: [id, code, vi, en, domain, prefix, place], 5: [[kind, from, until or null,
 * basis]], 6: [[kid, purpose, certificate, from (s), until (s), state, since (s) or null]]}}; days
 * are counted from 1970-01-01.
 */
public final class StatementCodec {
  private static final Cbor NULL = new Cbor.Null();

  private StatementCodec() {}

  /** The payload bytes. */
  public static Bytes encode(InstitutionStatement statement) {
    InstitutionFacts f = statement.facts();
    List<Cbor> accreditations = new ArrayList<>();
    for (Accreditation a : statement.accreditations()) {
      LocalDate until = a.until();
      accreditations.add(
          Cbor.array(
              Cbor.of(a.kind()),
              Cbor.of(a.from().toEpochDay()),
              until == null ? NULL : Cbor.of(until.toEpochDay()),
              Cbor.of(a.basis())));
    }
    List<Cbor> keys = new ArrayList<>();
    for (InstitutionKey k : statement.keys()) {
      Instant since = k.since();
      keys.add(
          Cbor.array(
              Cbor.of(k.id().value()),
              Cbor.of(k.purpose()),
              Cbor.of(k.certificate()),
              Cbor.of(k.from().getEpochSecond()),
              Cbor.of(k.until().getEpochSecond()),
              Cbor.of(k.state().code()),
              since == null ? NULL : Cbor.of(since.getEpochSecond())));
    }
    return Cbor.map()
        .put(1, Cbor.of(statement.version()))
        .put(2, Cbor.of(statement.issuedAt().getEpochSecond()))
        .put(3, statement.prior().<Cbor>map(d -> Cbor.of(d.bytes())).orElse(NULL))
        .put(
            4,
            Cbor.array(
                Cbor.of(f.id()),
                Cbor.of(f.code()),
                Cbor.of(f.nameVi()),
                Cbor.of(f.nameEn()),
                Cbor.of(f.domain()),
                Cbor.of(f.serialPrefix()),
                Cbor.of(f.place())))
        .put(5, Cbor.array(accreditations))
        .put(6, Cbor.array(keys))
        .build()
        .encode();
  }

  /**
   * Reads a payload.
   *
   * @throws MalformedStatement where anything differs from the form above
   */
  public static InstitutionStatement decode(Bytes payload) throws MalformedStatement {
    try {
      if (!(Cbor.decode(payload) instanceof Cbor.Map map) || map.size() != 6) {
        throw new MalformedStatement("a statement is a map of six entries");
      }
      Fields facts = new Fields(array(map, 4), 7);
      List<Accreditation> accreditations = new ArrayList<>();
      for (Cbor item : array(map, 5).items()) {
        Fields a = new Fields(item, 4);
        Long until = a.integerOrNull(2);
        accreditations.add(
            new Accreditation(
                a.text(0),
                LocalDate.ofEpochDay(a.integer(1)),
                until == null ? null : LocalDate.ofEpochDay(until),
                a.text(3)));
      }
      List<InstitutionKey> keys = new ArrayList<>();
      for (Cbor item : array(map, 6).items()) {
        keys.add(key(new Fields(item, 7)));
      }
      Fields head = new Fields(Cbor.array(get(map, 1), get(map, 2), get(map, 3)), 3);
      return new InstitutionStatement(
          Math.toIntExact(head.integer(0)),
          Instant.ofEpochSecond(head.integer(1)),
          Optional.ofNullable(head.bytesOrNull(2)).map(Digest::new),
          new InstitutionFacts(
              Math.toIntExact(facts.integer(0)),
              facts.text(1),
              facts.text(2),
              facts.text(3),
              facts.text(4),
              facts.text(5),
              Math.toIntExact(facts.integer(6))),
          accreditations,
          keys);
    } catch (MalformedCbor | IllegalArgumentException | ArithmeticException e) {
      throw new MalformedStatement("not a statement: " + e.getMessage(), e);
    } catch (java.time.DateTimeException e) {
      throw new MalformedStatement("a date out of range: " + e.getMessage(), e);
    }
  }

  private static InstitutionKey key(Fields k) throws MalformedStatement {
    String state = k.text(5);
    Long since = k.integerOrNull(6);
    return new InstitutionKey(
        new KeyId(k.bytes(0)),
        k.text(1),
        k.bytes(2),
        Instant.ofEpochSecond(k.integer(3)),
        Instant.ofEpochSecond(k.integer(4)),
        KeyState.ofCode(state)
            .orElseThrow(() -> new MalformedStatement("a known key state, found " + state)),
        since == null ? null : Instant.ofEpochSecond(since));
  }

  private static Cbor get(Cbor.Map map, long key) throws MalformedStatement {
    return map.get(key).orElseThrow(() -> new MalformedStatement("entry " + key + " is missing"));
  }

  private static Cbor.Array array(Cbor.Map map, long key) throws MalformedStatement {
    if (get(map, key) instanceof Cbor.Array array) {
      return array;
    }
    throw new MalformedStatement("entry " + key + " is an array");
  }

  /** An array of known length, read by position and type. */
  private record Fields(List<Cbor> items) {
    Fields(Cbor item, int size) throws MalformedStatement {
      this(item instanceof Cbor.Array array ? array.items() : List.of());
      if (items.size() != size) {
        throw new MalformedStatement("an array of " + size + ", found " + items.size());
      }
    }

    String text(int at) throws MalformedStatement {
      if (items.get(at) instanceof Cbor.Text text) {
        return text.value();
      }
      throw new MalformedStatement("a text at " + at);
    }

    long integer(int at) throws MalformedStatement {
      if (items.get(at) instanceof Cbor.Int number) {
        return number.value();
      }
      throw new MalformedStatement("a number at " + at);
    }

    @Nullable Long integerOrNull(int at) throws MalformedStatement {
      return items.get(at) instanceof Cbor.Null ? null : Long.valueOf(integer(at));
    }

    Bytes bytes(int at) throws MalformedStatement {
      if (items.get(at) instanceof Cbor.ByteString bytes) {
        return bytes.value();
      }
      throw new MalformedStatement("a byte string at " + at);
    }

    @Nullable Bytes bytesOrNull(int at) throws MalformedStatement {
      return items.get(at) instanceof Cbor.Null ? null : bytes(at);
    }
  }
}
