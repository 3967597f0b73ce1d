package vn.sogoc.register.legacy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.secrets.RowSeal;
import vn.sogoc.platform.secrets.Sealing;
import vn.sogoc.platform.secrets.Secrets;

/** Turns, keyed rows and decisions; the words of persons are sealed, and every row has its seal. */
@ApplicationScoped
class KeyedStore {
  /** What rows are sealed for. */
  static final String ROW_SEALING = "legacy-row-words";

  private final EntityManager store;
  private final Sealing sealing;
  private final RowSeal turns;
  private final RowSeal rows;
  private final RowSeal decisions;

  KeyedStore(EntityManager store, Secrets secrets, SecureRandom random) {
    this.store = store;
    this.sealing = new Sealing(secrets, ROW_SEALING, random);
    this.turns = new RowSeal(secrets, "legacy-turn");
    this.rows = new RowSeal(secrets, "legacy-row");
    this.decisions = new RowSeal(secrets, "legacy-decision");
  }

  void keep(TurnEntity row) {
    row.seal = turns.of(columns(row));
    store.persist(row);
    store.flush();
  }

  /** The turns of a page, the first one first. */
  List<TurnEntity> turns(UUID page) {
    List<TurnEntity> found =
        store
            .createQuery(
                "from TurnEntity t where t.pageId = :page order by t.turn", TurnEntity.class)
            .setParameter("page", page)
            .getResultList();
    for (TurnEntity row : found) {
      require(turns.fits(row.seal, columns(row)), "a turn");
    }
    return found;
  }

  /** Writes a row of a turn that is open, and gives its seal. */
  Digest keep(TurnEntity turn, KeyedRowEntity row, KeyedRow keyed) {
    row.content = sealing.seal(keyed.encode(), context(turn.id, row.line)).toArray();
    row.seal = rows.of(columns(row, keyed.encode()));
    store.persist(row);
    store.flush();
    return Digest.of(row.seal);
  }

  void delete(KeyedRowEntity row) {
    store.remove(row);
    store.flush();
  }

  Optional<KeyedRowEntity> row(UUID turn, int line) {
    return store
        .createQuery(
            "from KeyedRowEntity r where r.turnId = :turn and r.line = :line", KeyedRowEntity.class)
        .setParameter("turn", turn)
        .setParameter("line", line)
        .getResultList()
        .stream()
        .findFirst();
  }

  /**
   * The rows of a turn by line; of one that was closed just those it was closed with.
   *
   * @throws Refusal {@code legacy-altered} where one was changed, put in or taken out by hand
   */
  SortedMap<Integer, KeyedRow> rows(TurnEntity turn) {
    SortedMap<Integer, KeyedRow> found = new TreeMap<>();
    for (KeyedRowEntity row :
        store
            .createQuery("from KeyedRowEntity r where r.turnId = :turn", KeyedRowEntity.class)
            .setParameter("turn", turn.id)
            .getResultList()) {
      Bytes words =
          sealing
              .open(Bytes.of(row.content), context(turn.id, row.line))
              .orElseThrow(() -> altered("a row"));
      require(rows.fits(row.seal, columns(row, words)), "a row");
      found.put(row.line, keyed(words));
    }
    if (turn.rowsDigest != null) {
      require(digest(found).equals(Digest.of(turn.rowsDigest)), "the rows of a turn");
    }
    return found;
  }

  /** SHA-256 over rows in their order. */
  static Digest digest(SortedMap<Integer, KeyedRow> rows) {
    List<Cbor> items = new ArrayList<>();
    for (Map.Entry<Integer, KeyedRow> row : rows.entrySet()) {
      items.add(Cbor.array(Cbor.of(row.getKey()), row.getValue().toCbor()));
    }
    return Digest.sha256(Cbor.array(items).encode());
  }

  /** Keeps a decision about a line: the row that stands, or that there is none. */
  Digest keep(RowDecisionEntity row, @Nullable KeyedRow decided) {
    if (decided != null) {
      row.content = sealing.seal(decided.encode(), decisionContext(row)).toArray();
    }
    return keepAgain(row);
  }

  /** The same where only its agreement is new. */
  Digest keepAgain(RowDecisionEntity row) {
    row.seal = decisions.of(columns(row, words(row)));
    store.persist(row);
    store.flush();
    return Digest.of(row.seal);
  }

  /** The newest decision of each line. */
  SortedMap<Integer, RowDecisionEntity> decisions(UUID page) {
    SortedMap<Integer, RowDecisionEntity> newest = new TreeMap<>();
    for (RowDecisionEntity row :
        store
            .createQuery(
                "from RowDecisionEntity d where d.pageId = :page order by d.version",
                RowDecisionEntity.class)
            .setParameter("page", page)
            .getResultList()) {
      require(decisions.fits(row.seal, columns(row, words(row))), "a decision");
      newest.put(row.line, row);
    }
    return newest;
  }

  /** The row that a decision lets stand; empty where there is none. */
  Optional<KeyedRow> decided(RowDecisionEntity row) {
    return words(row).map(KeyedStore::keyed);
  }

  private Optional<Bytes> words(RowDecisionEntity row) {
    byte[] content = row.content;
    return content == null
        ? Optional.empty()
        : Optional.of(
            sealing
                .open(Bytes.of(content), decisionContext(row))
                .orElseThrow(() -> altered("a decision")));
  }

  private static KeyedRow keyed(Bytes words) {
    try {
      return KeyedRow.decode(words);
    } catch (MalformedCopy e) {
      throw altered("a row");
    }
  }

  static String context(UUID turn, int line) {
    return turn + "/" + line;
  }

  private static String decisionContext(RowDecisionEntity row) {
    return row.pageId + "/" + row.line + "/" + row.version;
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw altered(what);
    }
  }

  private static Refusal altered(String what) {
    return new Refusal(LegacyProblem.ALTERED, what + " was changed, put in or taken out by hand");
  }

  private static @Nullable Object[] columns(TurnEntity row) {
    return new @Nullable Object[] {
      row.id,
      row.institutionId,
      row.pageId,
      row.turn,
      row.personId,
      row.personName,
      row.openedAt.toEpochMilli(),
      row.closedAt == null ? null : row.closedAt.toEpochMilli(),
      row.rowsDigest == null ? null : HexFormat.of().formatHex(row.rowsDigest)
    };
  }

  private static @Nullable Object[] columns(KeyedRowEntity row, Bytes words) {
    return new @Nullable Object[] {
      row.id, row.institutionId, row.turnId, row.line, words.hex(), row.keyedAt.toEpochMilli()
    };
  }

  private static @Nullable Object[] columns(RowDecisionEntity row, Optional<Bytes> words) {
    return new @Nullable Object[] {
      row.id,
      row.institutionId,
      row.pageId,
      row.line,
      row.version,
      words.map(Bytes::hex).orElse(null),
      row.reason,
      row.decidedPerson,
      row.decidedName,
      row.decidedAt.toEpochMilli(),
      row.agreedPerson,
      row.agreedName,
      row.agreedAt == null ? null : row.agreedAt.toEpochMilli()
    };
  }
}
