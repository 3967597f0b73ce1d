package vn.sogoc.audit;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.merkle.InvalidProof;
import vn.sogoc.crypto.merkle.MerkleTree;
import vn.sogoc.crypto.merkle.TreeEdge;
import vn.sogoc.crypto.note.Checkpoint;
import vn.sogoc.crypto.note.CosignedHead;
import vn.sogoc.crypto.note.MalformedNote;
import vn.sogoc.crypto.note.NoteKey;
import vn.sogoc.crypto.note.SignedNote;
import vn.sogoc.crypto.note.WitnessPolicy;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * The signed heads: where a run begins, and what each one's signatures are worth. What covers an
 * entry is a head that the policy accepts, whatever the row beside it says.
 */
final class Heads {
  /** A head whose signatures are good. */
  record Signed(long size, Digest root) {}

  /** A note of a row, in the column it stands in. */
  private record Stored(long size, Bytes root, String column, Bytes note, boolean isPublished) {}

  private record Judged(
      Stored row,
      Optional<Signed> signed,
      Optional<CosignedHead> accepted,
      String column,
      String why) {
    Judged(Stored row, String column, String why) {
      this(row, Optional.empty(), Optional.empty(), column, why);
    }
  }

  private final WitnessPolicy policy;
  private final List<Signed> signed = new ArrayList<>();
  private final List<Signed> earlier = new ArrayList<>();
  private long cosigned;
  private Instant cosignedAt = Instant.EPOCH;

  Heads(WitnessPolicy policy) {
    this.policy = policy;
  }

  /** Those that are good, by size. */
  List<Signed> signed() {
    return signed;
  }

  /** The size of the largest that the policy accepts, 0 where there is none. */
  long cosigned() {
    return cosigned;
  }

  /** When a witness last cosigned that one: the service was at work then. */
  Instant cosignedAt() {
    return cosignedAt;
  }

  /**
   * Takes heads that are known from elsewhere, which the log must extend: the auditor's own, or a
   * witness's. Before those of the store.
   *
   * @param from the size from which the run begins
   * @throws CannotAudit where one is not this log's
   */
  void keep(List<SignedNote> kept, long from) {
    for (SignedNote note : kept) {
      try {
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        boolean isOurs =
            policy.logs().stream()
                .filter(log -> log.key().name().equals(checkpoint.origin()))
                .anyMatch(log -> log.key().verify(note).isPresent());
        if (!isOurs) {
          throw new CannotAudit("A head from elsewhere is not signed by this log.");
        }
        Signed head = new Signed(checkpoint.size(), checkpoint.root());
        (head.size() < from ? earlier : signed).add(head);
        cover(policy.accept(note));
      } catch (MalformedNote e) {
        throw new CannotAudit("A head from elsewhere is none: expected " + e.getMessage(), e);
      }
    }
  }

  /** Tells which of those from elsewhere are not before the size from which the run begins. */
  void compareEarlier(Snapshot store, Findings findings) throws SQLException {
    for (Signed head : earlier) {
      Digest root = edge(store, head.size()).root();
      findings.require(
          root.equals(head.root()),
          "log_entry",
          "0 to " + (head.size() - 1),
          "entry",
          "entries under the signed root " + head.root().hex(),
          "entries with the root " + root.hex());
    }
  }

  private void cover(Optional<CosignedHead> accepted) {
    if (accepted.isPresent() && accepted.get().checkpoint().size() >= cosigned) {
      cosigned = accepted.get().checkpoint().size();
      Instant latest = accepted.get().latest();
      cosignedAt = latest.equals(Instant.MAX) ? Instant.EPOCH : latest; // nobody says when
    }
  }

  /**
   * The size from which a run of this scope begins: that of a head which the policy accepts, or 0.
   * When it was signed is what its witnesses say, not the row.
   */
  long begin(Snapshot store, AuditScope scope) throws SQLException {
    return switch (scope) {
      case AuditScope.Full ignored -> 0;
      case AuditScope.SinceIndex since -> largest(store, since.index(), Instant.MAX);
      case AuditScope.SinceTime since -> largest(store, Long.MAX_VALUE, since.time());
    };
  }

  /** What lies under a head that all cosigned by a time was there by that time. */
  private long largest(Snapshot store, long size, Instant until) throws SQLException {
    try (PreparedStatement ask =
            store.prepare(
                10, "select size, note from log_head where size <= ? order by size desc", size);
        ResultSet rows = ask.executeQuery()) {
      Cells row = new Cells(rows);
      while (rows.next()) {
        Optional<CosignedHead> head = accepted(row.bytes("note"));
        if (head.filter(h -> isBy(h.latest(), until)).isPresent()
            && head.get().checkpoint().size() == row.number("size")) {
          return row.number("size");
        }
      }
      return 0;
    }
  }

  /** Witnesses tell whole seconds, cut off. */
  private static boolean isBy(Instant latest, Instant until) {
    return until.equals(Instant.MAX) || latest.isBefore(until.truncatedTo(ChronoUnit.SECONDS));
  }

  private Optional<CosignedHead> accepted(Bytes note) {
    try {
      return policy.accept(SignedNote.parse(note));
    } catch (MalformedNote e) {
      return Optional.empty();
    }
  }

  /** Reads the heads from a size on and checks every signature that the policy knows. */
  void read(Snapshot store, ExecutorService pool, Findings findings, long from)
      throws SQLException {
    Ordered<Stored, Judged> work =
        new Ordered<>(
            pool,
            this::judge,
            judged -> take(judged, findings),
            (row, why) -> findings.unreadable("log_head", row.size(), why));
    store.each(
        100,
        """
        select size, root, 'note' as source, note, published_at from log_head where size >= ?
        union all
        select size, root, 'renewed', renewed, published_at from log_head
        where size >= ? and renewed is not null
        order by size, source
        """,
        row ->
            work.put(
                new Stored(
                    row.number("size"),
                    row.bytes("root"),
                    row.text("source"),
                    row.bytes("note"),
                    !row.isNull("published_at"))),
        from,
        from);
    work.finish();
    signed.sort(Comparator.comparingLong(Signed::size));
  }

  private void take(Judged judged, Findings findings) {
    Stored row = judged.row();
    judged.signed().ifPresent(signed::add);
    cover(judged.accepted());
    if (!judged.why().isEmpty()) {
      findings.add(
          "log_head", row.size(), judged.column(), "a head the policy accepts", judged.why());
    }
  }

  private Judged judge(Stored row) {
    Checkpoint checkpoint;
    SignedNote note;
    try {
      note = SignedNote.parse(row.note());
      checkpoint = Checkpoint.parse(note.text());
    } catch (MalformedNote e) {
      return new Judged(row, row.column(), "not a head: " + e.getMessage());
    }
    Optional<CosignedHead> accepted = policy.accept(note);
    Optional<String> refused = row.isPublished() ? policy.reason(note) : unsigned(note, checkpoint);
    if (refused.isPresent()) {
      return new Judged(row, row.column(), refused.get());
    }
    Optional<Signed> good = Optional.of(new Signed(checkpoint.size(), checkpoint.root()));
    @Nullable NoteKey forged = forged(note);
    if (forged != null) {
      return new Judged(
          row, good, accepted, row.column(), "a line of " + forged + " that does not verify");
    }
    if (checkpoint.size() != row.size()) {
      return new Judged(
          row,
          good,
          accepted,
          "size",
          "size " + row.size() + ", the signed text has " + checkpoint.size());
    }
    if (!checkpoint.root().bytes().equals(row.root())) {
      return new Judged(row, good, accepted, "root", "another root than the signed text");
    }
    return new Judged(row, good, accepted, "", "");
  }

  /** Of a head that was not published, only the log's own lines are due. */
  private Optional<String> unsigned(SignedNote note, Checkpoint checkpoint) {
    List<WitnessPolicy.Log> logs =
        policy.logs().stream().filter(l -> l.key().name().equals(checkpoint.origin())).toList();
    boolean isSigned =
        !logs.isEmpty() && logs.stream().allMatch(l -> l.key().verify(note).isPresent());
    return isSigned ? Optional.empty() : Optional.of("not signed by every key of the log");
  }

  private @Nullable NoteKey forged(SignedNote note) {
    for (WitnessPolicy.Log log : policy.logs()) {
      if (log.key().isForgedIn(note)) {
        return log.key();
      }
    }
    for (WitnessPolicy.Witness witness : policy.witnesses()) {
      if (witness.key().isForgedIn(note)) {
        return witness.key();
      }
    }
    return null;
  }

  /**
   * The edge of the tree of a size, from stored tiles and entries; a head must confirm its root.
   */
  static TreeEdge edge(Snapshot store, long size) throws SQLException {
    List<Bytes> hashes = new ArrayList<>();
    long open = size - size % 256;
    store.each(
        "select entry from log_entry where idx >= ? and idx < ? order by idx",
        row -> hashes.add(MerkleTree.leaf(row.bytes("entry")).bytes()),
        open,
        size);
    long full = size >>> 8;
    for (int level = 0; full > 0; level++, full >>>= 8) {
      store.each(
          "select hashes from log_tile where level = ? and idx >= ? and idx < ? order by idx",
          row -> hashes.add(MerkleTree.root(split(row.bytes("hashes"))).bytes()),
          level,
          full - full % 256,
          full);
    }
    byte[] joined = new byte[hashes.size() * Digest.SIZE];
    for (int i = 0; i < hashes.size(); i++) {
      System.arraycopy(hashes.get(i).toArray(), 0, joined, i * Digest.SIZE, Digest.SIZE);
    }
    try {
      return TreeEdge.of(size, Bytes.of(joined));
    } catch (InvalidProof e) {
      throw new CannotAudit("the tiles of the log up to " + size + " are not stored; run --full");
    }
  }

  private static List<Digest> split(Bytes tile) {
    List<Digest> hashes = new ArrayList<>();
    for (int i = 0; i + Digest.SIZE <= tile.size(); i += Digest.SIZE) {
      hashes.add(new Digest(tile.slice(i, i + Digest.SIZE)));
    }
    return hashes;
  }
}
