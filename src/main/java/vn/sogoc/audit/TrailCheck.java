package vn.sogoc.audit;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.secrets.RowSeal;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Doer;
import vn.sogoc.platform.trail.TrailLine;

/**
 * The audit trail, line by line from the first: no gap, each hash that of its line, each line on
 * the one before it, the head at the end; every head that the log has is the hash of a line; and
 * what rows say that somebody did is told by a line of theirs.
 *
 * <p>It is read whole, however little of the log was asked for: a chain has no middle.
 */
final class TrailCheck implements Check {
  private static final String LINE = "trail_line";
  private static final String HEAD = "trail_head";

  private final Map<Digest, Long> logged = new HashMap<>();
  private final Set<Digest> met = new HashSet<>();
  private long seq;
  private long lastLogged;
  private @Nullable Digest last;

  @Override
  public void run(Evidence e) throws SQLException {
    e.log().trailHeads().forEach(h -> logged.putIfAbsent(h.entry().digest(), h.position()));
    TrailDeeds deeds = TrailDeeds.of(e);
    @Nullable RowSeal seal =
        e.trust().secrets().map(s -> new RowSeal(s, "trail-line")).orElse(null);
    e.store().each("select * from trail_line order by seq", row -> line(e, row, seal, deeds));
    head(e);
    deeds.untold(e.findings());
    for (LogIndex.Placed head : e.log().trailHeads()) {
      e.findings()
          .require(
              met.contains(head.entry().digest()),
              HEAD,
              1,
              "seq",
              "the line whose hash is entry " + head.position() + " of the log",
              "none: lines were taken out or written anew");
    }
  }

  private void line(Evidence e, Cells row, @Nullable RowSeal seal, TrailDeeds deeds)
      throws SQLException {
    e.count(LINE);
    Findings findings = e.findings();
    long key = row.number("seq");
    findings.same(LINE, key, "seq", seq + 1, key);
    seq = key;
    Digest before = last == null ? TrailLine.BEGINNING : last;
    findings.same(LINE, key, "previous", before.hex(), row.bytes("previous").hex());
    Optional<Digest> stored = row.digest("hash");
    try {
      TrailLine line =
          new TrailLine(
              key,
              row.instant("at"),
              new Deed(
                  new Doer(row.text("actor"), row.text("role")),
                  row.text("action"),
                  row.integer("institution_id"),
                  row.text("object"),
                  Digest.of(row.raw("details"))),
              Digest.of(row.raw("previous")));
      findings.require(
          stored.equals(Optional.of(line.hash())),
          LINE,
          key,
          "hash",
          line.hash().hex() + " of the line",
          "another");
      deeds.told(line.deed());
    } catch (IllegalArgumentException malformed) {
      findings.add(LINE, key, "", "a line", String.valueOf(malformed.getMessage()));
    }
    if (seal != null) {
      findings.require(
          seal.fits(row.raw("seal"), row.bytes("hash").hex()),
          LINE,
          key,
          "seal",
          "a seal over the hash",
          "another: the line was not written by the service");
    }
    last = stored.orElse(before);
    if (logged.containsKey(last)) {
      met.add(last);
      lastLogged = key;
    }
  }

  private void head(Evidence e) throws SQLException {
    Digest end = last == null ? TrailLine.BEGINNING : last;
    int[] rows = {0};
    e.store()
        .each(
            "select * from trail_head",
            row -> {
              rows[0]++;
              e.count(HEAD);
              int key = row.integer("id");
              Findings findings = e.findings();
              findings.same(HEAD, key, "seq", seq, row.number("seq"));
              findings.same(HEAD, key, "hash", end.hex(), row.bytes("hash").hex());
              if (e.isFull() || lastLogged > 0) {
                findings.same(HEAD, key, "logged_seq", lastLogged, row.number("logged_seq"));
              }
            });
    e.findings().require(rows[0] == 1, HEAD, 1, "id", "one row", rows[0] + " rows");
  }
}
