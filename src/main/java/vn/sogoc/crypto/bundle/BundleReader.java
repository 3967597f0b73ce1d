package vn.sogoc.crypto.bundle;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.crypto.cbor.MalformedCbor;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.crypto.keys.MalformedKey;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.VerificationKey;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/** Reads what {@link BundleWriter} writes and nothing else. */
final class BundleReader {
  private static final Set<String> STATES = Set.of("active", "retired", "suspended", "withdrawn");

  /** The end of the year 9999; a later time is a mistake. */
  private static final long LATEST = 253_402_300_799L;

  private static final int LONGEST_TEXT = 1000;
  private static final int SPKI_SIZE = 91;

  private final Set<KeyId> seen = new HashSet<>();

  private BundleReader() {}

  /**
   * Reads a payload.
   *
   * @throws MalformedBundle where it is anything but the one form of a bundle
   */
  static TrustBundle read(Bytes payload) throws MalformedBundle {
    try {
      TrustBundle bundle = new BundleReader().bundle(payload);
      if (!BundleWriter.payload(bundle).equals(payload)) {
        throw new MalformedBundle("the one form of a bundle, found another");
      }
      return bundle;
    } catch (MalformedCbor | MalformedKey | IllegalArgumentException | DateTimeException e) {
      throw new MalformedBundle("not a bundle: " + e.getMessage(), e);
    }
  }

  private TrustBundle bundle(Bytes payload) throws MalformedBundle, MalformedCbor, MalformedKey {
    if (!(Cbor.decode(payload, TrustBundle.MAX_SIZE, TrustBundle.MOST_ITEMS) instanceof Cbor.Map map
        && map.size() == 9)) {
      throw new MalformedBundle("a payload is a map of nine entries");
    }
    Fields head = new Fields(map);
    Bytes prior = head.bytesOrNull(3);
    return new TrustBundle(
        head.small(0),
        head.time(1),
        head.time(2),
        Optional.ofNullable(prior).map(Digest::new),
        Duration.ofSeconds(head.seconds(4)),
        roots(head.fields(5, 2)),
        issuers(head.list(6)),
        tables(head.fields(7, 2)),
        statusLists(head.list(8)));
  }

  private BundleRoots roots(Fields fields) throws MalformedBundle, MalformedKey {
    List<VerificationKey<Purpose.TrustList>> keys = new ArrayList<>();
    for (Cbor item : fields.list(1)) {
      Fields key = new Fields(item, 2);
      if (!key.text(0).equals(Purpose.TRUST_LIST.code())) {
        throw new MalformedBundle("a root key is for trust lists, found " + key.text(0));
      }
      keys.add(VerificationKey.ofSpki(Purpose.TRUST_LIST, key.bytes(1)));
    }
    for (VerificationKey<Purpose.TrustList> key : keys) {
      once(key.keyId());
    }
    return new BundleRoots(fields.small(0), keys);
  }

  private List<TrustBundle.Issuer> issuers(List<Cbor> items) throws MalformedBundle {
    List<TrustBundle.Issuer> issuers = new ArrayList<>();
    for (Cbor item : items) {
      Fields i = new Fields(item, 11);
      List<TrustBundle.Right> rights = new ArrayList<>();
      for (Cbor right : i.list(9)) {
        Fields r = new Fields(right, 4);
        LocalDate from = r.day(1);
        rights.add(
            new TrustBundle.Right(
                r.text(0), from == null ? LocalDate.EPOCH : from, r.day(2), r.text(3)));
      }
      List<TrustBundle.Key> keys = new ArrayList<>();
      for (Cbor key : i.list(10)) {
        keys.add(key(new Fields(key, 7)));
      }
      TrustBundle.Issuer issuer =
          new TrustBundle.Issuer(
              i.small(0),
              i.text(1),
              i.text(2),
              i.text(3),
              i.text(4),
              i.text(5),
              i.small(6),
              i.small(7),
              new Digest(i.bytes(8)),
              rights,
              keys);
      if (issuer.id() < 1 || (!issuers.isEmpty() && issuers.getLast().id() >= issuer.id())) {
        throw new MalformedBundle("issuers stand by rising number from 1 on");
      }
      issuers.add(issuer);
    }
    return issuers;
  }

  private TrustBundle.Key key(Fields k) throws MalformedBundle {
    Bytes spki = k.bytes(1);
    if (spki.size() != SPKI_SIZE) {
      throw new MalformedBundle("a key has " + SPKI_SIZE + " bytes");
    }
    if (Purpose.ofCode(k.text(0)).isEmpty() || !STATES.contains(k.text(4))) {
      throw new MalformedBundle("a known purpose and state, found " + k.text(0) + " " + k.text(4));
    }
    KeyId id = KeyId.ofSpki(spki);
    once(id);
    return new TrustBundle.Key(
        id,
        k.text(0),
        spki,
        k.time(2),
        k.time(3),
        k.text(4),
        k.isNull(5) ? null : k.time(5),
        k.isNull(6) ? null : k.integer(6));
  }

  /** Eight bytes name a key in every record: no name stands for two. */
  private void once(KeyId id) throws MalformedBundle {
    if (!seen.add(id)) {
      throw new MalformedBundle("key " + id + " stands twice");
    }
  }

  private static TrustBundle.Tables tables(Fields fields) throws MalformedBundle {
    List<TrustBundle.Table> files = new ArrayList<>();
    for (Cbor item : fields.list(1)) {
      Fields file = new Fields(item, 2);
      if (!files.isEmpty() && files.getLast().name().compareTo(file.text(0)) >= 0) {
        throw new MalformedBundle("tables stand by rising name");
      }
      files.add(new TrustBundle.Table(file.text(0), file.bytes(1)));
    }
    return new TrustBundle.Tables(fields.small(0), files);
  }

  private static List<TrustBundle.StatusLists> statusLists(List<Cbor> items)
      throws MalformedBundle {
    List<TrustBundle.StatusLists> lists = new ArrayList<>();
    for (Cbor item : items) {
      Fields one = new Fields(item, 2);
      if (!lists.isEmpty() && lists.getLast().purpose().compareTo(one.text(0)) >= 0) {
        throw new MalformedBundle("status lists stand by rising purpose");
      }
      lists.add(new TrustBundle.StatusLists(one.text(0), one.text(1)));
    }
    return lists;
  }

  /** An array of known length, or the values of a map 1, 2, 3 ..., read by position and type. */
  private record Fields(List<Cbor> items) {
    Fields(Cbor item, int size) throws MalformedBundle {
      this(item instanceof Cbor.Array array ? array.items() : List.of());
      if (items.size() != size) {
        throw new MalformedBundle("an array of " + size + ", found " + items.size());
      }
    }

    /** Keys are checked by the comparison with the one form. */
    Fields(Cbor.Map map) {
      this(map.entries().stream().map(Cbor.Entry::value).toList());
    }

    boolean isNull(int at) {
      return items.get(at) instanceof Cbor.Null;
    }

    String text(int at) throws MalformedBundle {
      if (items.get(at) instanceof Cbor.Text text && text.value().length() <= LONGEST_TEXT) {
        return text.value();
      }
      throw new MalformedBundle("a text of at most " + LONGEST_TEXT + " characters at " + at);
    }

    long integer(int at) throws MalformedBundle {
      if (items.get(at) instanceof Cbor.Int number && number.value() >= 0) {
        return number.value();
      }
      throw new MalformedBundle("a number from 0 on at " + at);
    }

    int small(int at) throws MalformedBundle {
      long number = integer(at);
      if (number > 999_999_999) {
        throw new MalformedBundle("a number up to 999999999 at " + at);
      }
      return (int) number;
    }

    long seconds(int at) throws MalformedBundle {
      long number = integer(at);
      if (number > LATEST) {
        throw new MalformedBundle("a time up to the year 9999 at " + at);
      }
      return number;
    }

    Instant time(int at) throws MalformedBundle {
      return Instant.ofEpochSecond(seconds(at));
    }

    @Nullable LocalDate day(int at) throws MalformedBundle {
      if (isNull(at)) {
        return null;
      }
      if (items.get(at) instanceof Cbor.Int days) {
        return LocalDate.ofEpochDay(days.value());
      }
      throw new MalformedBundle("a day at " + at);
    }

    Bytes bytes(int at) throws MalformedBundle {
      if (items.get(at) instanceof Cbor.ByteString bytes) {
        return bytes.value();
      }
      throw new MalformedBundle("a byte string at " + at);
    }

    @Nullable Bytes bytesOrNull(int at) throws MalformedBundle {
      return isNull(at) ? null : bytes(at);
    }

    List<Cbor> list(int at) throws MalformedBundle {
      if (items.get(at) instanceof Cbor.Array array) {
        return array.items();
      }
      throw new MalformedBundle("an array at " + at);
    }

    Fields fields(int at, int size) throws MalformedBundle {
      return new Fields(items.get(at), size);
    }
  }
}
