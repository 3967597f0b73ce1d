package vn.sogoc.publication;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.crypto.cbor.MalformedCbor;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * The signed part of an issuance list: {@code {1: institution, 2: kind, 3: regime, 4: decision
 * number, 5: decision date, 6: issue date, 7: count, 8: root, 9: published at (s), 10: version}} in
 * deterministic CBOR; dates are days since 1970-01-01. From version 2 on also {@code {11: prior,
 * 12: [[position, type, decision number, decision date, event]]}}.
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
 * @param prior digest of the signed header of the version before, empty for the first
 * @param changes what was decided since the version before, at least one thing; none in the first
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
    int version,
    Optional<Digest> prior,
    List<ListChange> changes) {
  /** Domain separation of a list's signature. */
  public static final String AAD = "sogoc/list/1";

  private static final int ENTRIES_OF_FIRST = 10;
  private static final int ENTRIES = 12;
  private static final int WORDS_OF_CHANGE = 5;

  public ListHeader {
    changes = List.copyOf(changes);
    if (version < 1 || (version == 1) != prior.isEmpty() || (version == 1) != changes.isEmpty()) {
      throw new IllegalArgumentException("version 1 has no prior and no change, every other has");
    }
  }

  /** The next version: the same rows and root, and what was decided since. */
  public ListHeader next(Digest signed, List<ListChange> decided, Instant now) {
    return new ListHeader(
        institution,
        kind,
        regime,
        decisionNumber,
        decisionDate,
        issueDate,
        count,
        root,
        now,
        version + 1,
        Optional.of(signed),
        decided);
  }

  /** Whether the other is a later version of the same list: only its note and its time differ. */
  public boolean isOfTheSameList(ListHeader other) {
    return institution == other.institution
        && kind.equals(other.kind)
        && regime.equals(other.regime)
        && decisionNumber.equals(other.decisionNumber)
        && decisionDate.equals(other.decisionDate)
        && issueDate.equals(other.issueDate)
        && count == other.count
        && root.equals(other.root);
  }

  /** The payload that is signed. */
  public Bytes encode() {
    Cbor.MapBuilder map =
        Cbor.map()
            .put(1, Cbor.of(institution))
            .put(2, Cbor.of(kind))
            .put(3, Cbor.of(regime))
            .put(4, Cbor.of(decisionNumber))
            .put(5, Cbor.of(decisionDate.toEpochDay()))
            .put(6, Cbor.of(issueDate.toEpochDay()))
            .put(7, Cbor.of(count))
            .put(8, Cbor.of(root.bytes()))
            .put(9, Cbor.of(publishedAt.getEpochSecond()))
            .put(10, Cbor.of(version));
    prior.ifPresent(
        digest ->
            map.put(11, Cbor.of(digest.bytes()))
                .put(12, Cbor.array(changes.stream().map(ListHeader::encoded).toList())));
    return map.build().encode();
  }

  private static Cbor encoded(ListChange change) {
    return Cbor.array(
        Cbor.of(change.position()),
        Cbor.of(change.type()),
        Cbor.of(change.decisionNumber()),
        Cbor.of(change.decisionDate().toEpochDay()),
        Cbor.of(change.event().bytes()));
  }

  /**
   * Reads a payload.
   *
   * @throws MalformedList where it is anything else
   */
  public static ListHeader decode(Bytes payload) throws MalformedList {
    try {
      if (!(Cbor.decode(payload) instanceof Cbor.Map map)) {
        throw new MalformedList("a header is a map");
      }
      int version = Math.toIntExact(integer(map, 10));
      if (map.size() != (version == 1 ? ENTRIES_OF_FIRST : ENTRIES)) {
        throw new MalformedList("a header is a map of ten entries, a later one of twelve");
      }
      return new ListHeader(
          Math.toIntExact(integer(map, 1)),
          text(map, 2),
          text(map, 3),
          text(map, 4),
          LocalDate.ofEpochDay(integer(map, 5)),
          LocalDate.ofEpochDay(integer(map, 6)),
          Math.toIntExact(integer(map, 7)),
          digest(map.get(8)),
          Instant.ofEpochSecond(integer(map, 9)),
          version,
          version == 1 ? Optional.empty() : Optional.of(digest(map.get(11))),
          version == 1 ? List.of() : changes(map));
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

  private static Digest digest(Optional<Cbor> entry) throws MalformedList {
    if (entry.orElse(null) instanceof Cbor.ByteString bytes) {
      return new Digest(bytes.value());
    }
    throw new MalformedList("root, prior and event are digests");
  }

  private static List<ListChange> changes(Cbor.Map map) throws MalformedList {
    List<ListChange> changes = new ArrayList<>();
    if (map.get(12).orElse(null) instanceof Cbor.Array lines) {
      for (Cbor line : lines.items()) {
        if (!(line instanceof Cbor.Array words
            && words.items().size() == WORDS_OF_CHANGE
            && words.items().get(0) instanceof Cbor.Int position
            && words.items().get(1) instanceof Cbor.Text type
            && words.items().get(2) instanceof Cbor.Text number
            && words.items().get(3) instanceof Cbor.Int date)) {
          throw new MalformedList("a change is a position, a type, a number, a date and an event");
        }
        changes.add(
            new ListChange(
                Math.toIntExact(position.value()),
                type.value(),
                number.value(),
                LocalDate.ofEpochDay(date.value()),
                digest(Optional.of(words.items().get(4)))));
      }
    }
    return changes;
  }
}
