package vn.sogoc.audit;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.note.Checkpoint;
import vn.sogoc.crypto.note.MalformedNote;
import vn.sogoc.crypto.note.SignedNote;
import vn.sogoc.crypto.tsp.MalformedTimeStamp;
import vn.sogoc.crypto.tsp.TimeStamp;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * The time stamps: each over a head that the policy accepts and the log has, signed by a pinned
 * authority, at a time that no covered entry comes after; and the newest one not too old.
 */
final class StampCheck implements Check {
  private static final String TABLE = "log_stamp";

  /** Then health is red too. */
  private static final Duration LIMIT = Duration.ofDays(2);

  private final Map<Long, Digest> roots;
  private final long cosigned;
  private final Instant now;
  private long newest;
  private Instant stampedAt = Instant.EPOCH;

  /**
   * A check against heads whose signatures were checked.
   *
   * @param cosigned the size of the newest that is published
   */
  StampCheck(List<Heads.Signed> heads, long cosigned, Instant now) {
    this.roots =
        heads.stream()
            .collect(Collectors.toMap(Heads.Signed::size, Heads.Signed::root, (a, b) -> a));
    this.cosigned = cosigned;
    this.now = now;
  }

  @Override
  public void run(Evidence e) throws SQLException {
    e.store()
        .each(
            50,
            "select * from log_stamp where size >= ? order by size",
            row -> stamp(e, row),
            e.log().first());
    e.findings()
        .require(
            newest == 0 || newest >= cosigned || !stampedAt.plus(LIMIT).isBefore(now),
            TABLE,
            newest,
            "stamped_at",
            "a stamp of the last two days over a log that grew to " + cosigned,
            "the newest is of " + stampedAt);
  }

  private void stamp(Evidence e, Cells row) throws SQLException {
    e.count(TABLE);
    Findings findings = e.findings();
    long size = row.number("size");
    Bytes note = row.bytes("note");
    newest = size;
    stampedAt = row.instant("stamped_at");
    head(e, size, note);
    if (e.trust().authorities().isEmpty()) {
      return;
    }
    try {
      TimeStamp stamp =
          TimeStamp.verify(row.bytes("response"), Digest.sha256(note), e.trust().authorities());
      findings.same(
          TABLE,
          size,
          "stamped_at",
          stamp.time().truncatedTo(ChronoUnit.MICROS),
          row.instant("stamped_at"));
      @Nullable Instant last = e.log().latestBefore(size);
      findings.require(
          last == null || !stamp.time().plus(TimeStamp.SKEW).isBefore(last),
          TABLE,
          size,
          "response",
          "a time not before " + last + ", that of an entry it covers",
          stamp.time().toString());
    } catch (MalformedTimeStamp malformed) {
      findings.add(
          TABLE,
          size,
          "response",
          String.valueOf(malformed.getMessage()),
          "another answer, or one over other bytes");
    }
  }

  private void head(Evidence e, long size, Bytes note) {
    Findings findings = e.findings();
    try {
      SignedNote signed = SignedNote.parse(note);
      findings.require(
          e.trust().policy().accept(signed).isPresent(),
          TABLE,
          size,
          "note",
          "a head the policy accepts",
          e.trust().policy().reason(signed).orElse("another"));
      Checkpoint checkpoint = Checkpoint.parse(signed.text());
      findings.same(TABLE, size, "size", checkpoint.size(), size);
      findings.require(
          checkpoint.root().equals(roots.get(checkpoint.size())),
          TABLE,
          size,
          "note",
          "the root that the log has at size " + checkpoint.size(),
          checkpoint.root().hex());
    } catch (MalformedNote malformed) {
      findings.add(TABLE, size, "note", "a head", String.valueOf(malformed.getMessage()));
    }
  }
}
