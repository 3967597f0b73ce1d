package vn.sogoc.audit;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.merkle.MerkleTree;
import vn.sogoc.crypto.merkle.Tile;
import vn.sogoc.crypto.merkle.TreeEdge;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.tlog.LogEntry;
import vn.sogoc.tlog.MalformedEntry;

/**
 * The log, from nothing: each entry in its one form at its index, the tree over them, its root at
 * every size that was signed, and every tile.
 */
final class LogCheck implements Check {
  private record Stored(long idx, UUID event, int institution, Bytes leaf, Bytes entry) {}

  private record Hashed(
      Stored row, Digest digest, Digest leaf, Optional<LogEntry> entry, String why) {}

  private final List<Heads.Signed> heads;
  private final TreeEdge edge;
  private final Map<Tile, Digest> tiles = new HashMap<>();
  private int nextHead;
  private boolean diverged;
  private long lastGood;
  private Instant latest = Instant.EPOCH;

  /**
   * @param heads the heads whose signatures were checked, by size
   * @param edge of the tree before the first entry that is read
   */
  LogCheck(List<Heads.Signed> heads, TreeEdge edge) {
    this.heads = heads;
    this.edge = edge;
  }

  @Override
  public void run(Evidence e) throws SQLException {
    compareRoot(e);
    Ordered<Stored, Hashed> work =
        new Ordered<>(
            e.pool(),
            LogCheck::hash,
            h -> take(e, h),
            (row, why) -> e.findings().unreadable("log_entry", row.idx(), why));
    e.store()
        .each(
            "select idx, event_id, institution_id, leaf, entry from log_entry where idx >= ? order by idx",
            row ->
                work.put(
                    new Stored(
                        row.number("idx"),
                        row.uuid("event_id"),
                        row.integer("institution_id"),
                        row.bytes("leaf"),
                        row.bytes("entry"))),
            e.log().first());
    work.finish();
    e.log().logEnds();
    for (; nextHead < heads.size(); nextHead++) {
      e.findings()
          .add(
              "log_entry",
              edge.size(),
              "idx",
              "entries up to the signed size " + heads.get(nextHead).size(),
              edge.size() + " entries");
      diverged = true;
    }
    state(e);
    tiles(e);
  }

  private static Hashed hash(Stored row) {
    Optional<LogEntry> entry = Optional.empty();
    String why = "";
    try {
      entry = Optional.of(LogEntry.parse(row.entry()));
    } catch (MalformedEntry malformed) {
      why = String.valueOf(malformed.getMessage());
    }
    return new Hashed(row, Digest.sha256(row.entry()), MerkleTree.leaf(row.entry()), entry, why);
  }

  private void take(Evidence e, Hashed hashed) {
    Stored row = hashed.row();
    Findings findings = e.findings();
    e.count("log_entry");
    findings.same("log_entry", row.idx(), "idx", edge.size(), row.idx());
    if (!row.leaf().equals(hashed.leaf().bytes())) {
      findings.add(
          "log_entry", row.idx(), "leaf", hashed.leaf().hex() + " of the entry", row.leaf().hex());
    }
    if (hashed.entry().isPresent()) {
      LogEntry entry = hashed.entry().get();
      findings.same(
          "log_entry", row.idx(), "institution_id", entry.institution(), row.institution());
      if (entry.time().isBefore(latest.minus(LogEntry.MOST_BEHIND))) {
        findings.add(
            "log_entry",
            row.idx(),
            "entry",
            "a time of about " + latest + " or later, as those before it",
            "the time " + entry.time());
      }
      latest = entry.time().isAfter(latest) ? entry.time() : latest;
      if (!e.log().take(hashed.digest(), entry, row.event())) {
        findings.add("log_entry", row.idx(), "entry", "an entry once", "the same bytes again");
      }
    } else {
      findings.add("log_entry", row.idx(), "entry", hashed.why(), "other bytes");
      // its place is taken, so that those after it keep theirs
      e.log().skip(hashed.digest(), row.event());
    }
    edge.append(hashed.leaf(), (tile, hashes) -> tiles.put(tile, Digest.sha256(hashes)));
    compareRoot(e);
  }

  /** One wrong entry changes every root after it: only the first is told. */
  private void compareRoot(Evidence e) {
    while (nextHead < heads.size() && heads.get(nextHead).size() <= edge.size()) {
      Heads.Signed head = heads.get(nextHead++);
      if (diverged || head.size() != edge.size()) {
        continue;
      }
      if (edge.root().equals(head.root())) {
        lastGood = head.size();
        e.log().mark(head.size());
      } else {
        diverged = true;
        e.findings()
            .add(
                "log_entry",
                lastGood + " to " + (head.size() - 1),
                "entry",
                "entries under the signed root " + head.root().hex(),
                "entries with the root " + edge.root().hex());
      }
    }
  }

  private void state(Evidence e) throws SQLException {
    Findings findings = e.findings();
    List<Long> rows = new ArrayList<>();
    e.store()
        .each(
            "select id, origin, size, root, edge from log_state",
            row -> {
              int id = row.integer("id");
              rows.add((long) id);
              e.count("log_state");
              findings.same(
                  "log_state",
                  id,
                  "origin",
                  e.trust().policy().logs().getFirst().key().name(),
                  row.text("origin"));
              findings.same("log_state", id, "size", edge.size(), row.number("size"));
              findings.same("log_state", id, "root", edge.root().hex(), row.bytes("root").hex());
              if (!row.bytes("edge").equals(edge.encode())) {
                findings.add("log_state", id, "edge", "the open tiles of the tree", "other hashes");
              }
            });
    findings.require(rows.size() == 1, "log_state", "1", "id", "one row", rows.size() + " rows");
  }

  private void tiles(Evidence e) throws SQLException {
    long first = e.log().first();
    e.store()
        .each(
            100,
            """
            select level, idx, hashes from log_tile
            where (idx + 1) * (256::numeric ^ (level + 1)) > ?
            """,
            row -> {
              e.count("log_tile");
              int level = row.integer("level");
              long index = row.number("idx");
              String key = level + "/" + index;
              @Nullable Digest computed = tiles.remove(new Tile(level, index, Tile.FULL));
              if (computed == null) {
                e.findings()
                    .add(
                        "log_tile",
                        key,
                        "level,idx",
                        "tiles of a tree of " + edge.size() + " leaves",
                        "one that it does not have");
              } else if (!Digest.sha256(row.bytes("hashes")).equals(computed)) {
                e.findings()
                    .add("log_tile", key, "hashes", "the hashes of the entries", "other hashes");
              }
            },
            first);
    tiles
        .keySet()
        .forEach(
            tile ->
                e.findings()
                    .add(
                        "log_tile",
                        tile.level() + "/" + tile.index(),
                        "",
                        "the full tile",
                        "no row"));
  }
}
