package vn.sogoc.audit;

import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.merkle.InvalidProof;
import vn.sogoc.crypto.merkle.MerkleTree;
import vn.sogoc.crypto.merkle.TreeEdge;
import vn.sogoc.crypto.note.Checkpoint;
import vn.sogoc.crypto.note.MalformedNote;
import vn.sogoc.crypto.note.NoteKey;
import vn.sogoc.crypto.note.SignedNote;
import vn.sogoc.crypto.note.WitnessPolicy;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/** The signed heads: where a run begins, and what each one's signatures are worth. */
final class Heads {
  /** A head whose signatures are good. */
  record Signed(long size, Digest root) {}

  private record Stored(long size, Bytes root, Bytes note, boolean isPublished) {}

  private record Judged(Stored row, Optional<Signed> signed, String column, String why) {}

  private final WitnessPolicy policy;
  private final List<Signed> signed = new ArrayList<>();
  private long cosigned;

  Heads(WitnessPolicy policy) {
    this.policy = policy;
  }

  /** Those that are good, by size. */
  List<Signed> signed() {
    return signed;
  }

  /** The size of the newest that is published. */
  long cosigned() {
    return cosigned;
  }

  /** The size from which a run of this scope begins: that of a published head, or 0. */
  static long begin(Snapshot store, AuditScope scope) throws SQLException {
    String until =
        "select coalesce(max(size), 0) as size from log_head where published_at is not null and ";
    List<Long> found = new ArrayList<>();
    Snapshot.Row size = row -> found.add(row.number("size"));
    switch (scope) {
      case AuditScope.Full ignored -> found.add(0L);
      case AuditScope.SinceIndex since -> store.each(until + "size <= ?", size, since.index());
      case AuditScope.SinceTime since ->
          store.each(until + "signed_at <= ?", size, since.time().atOffset(ZoneOffset.UTC));
    }
    return found.getFirst();
  }

  /** Reads the heads from a size on and checks every signature that the policy knows. */
  void read(Snapshot store, ExecutorService pool, Findings findings, long from)
      throws SQLException {
    Ordered<Stored, Judged> work =
        new Ordered<>(pool, this::judge, judged -> take(judged, findings));
    store.each(
        100,
        "select size, root, note, published_at from log_head where size >= ? order by size",
        row ->
            work.put(
                new Stored(
                    row.number("size"),
                    row.bytes("root"),
                    row.bytes("note"),
                    !row.isNull("published_at"))),
        from);
    work.finish();
  }

  private void take(Judged judged, Findings findings) {
    Stored row = judged.row();
    judged.signed().ifPresent(signed::add);
    if (judged.signed().isPresent() && row.isPublished()) {
      cosigned = judged.signed().get().size();
    }
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
      return new Judged(row, Optional.empty(), "note", "not a head: " + e.getMessage());
    }
    Optional<String> refused = row.isPublished() ? policy.reason(note) : unsigned(note, checkpoint);
    if (refused.isPresent()) {
      return new Judged(row, Optional.empty(), "note", refused.get());
    }
    Optional<Signed> good = Optional.of(new Signed(checkpoint.size(), checkpoint.root()));
    @Nullable NoteKey forged = forged(note);
    if (forged != null) {
      return new Judged(row, good, "note", "a line of " + forged + " that does not verify");
    }
    if (checkpoint.size() != row.size()) {
      return new Judged(
          row, good, "size", "size " + row.size() + ", the signed text has " + checkpoint.size());
    }
    if (!checkpoint.root().bytes().equals(row.root())) {
      return new Judged(row, good, "root", "another root than the signed text");
    }
    return new Judged(row, good, "", "");
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
