package vn.sogoc.audit;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import vn.sogoc.tlog.LogEntry;
import vn.sogoc.tlog.MalformedEntry;

/**
 * What no accepted head covers was shown to nobody, and may have been there otherwise yesterday:
 * without a head everything, and else what has waited for one longer than it takes.
 */
final class CoverCheck implements Check {
  /** Heads are cosigned within seconds; a service that just began again needs a moment. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Heads heads;
  private final Instant now;
  private Instant oldest = Instant.MAX;

  CoverCheck(Heads heads, Instant now) {
    this.heads = heads;
    this.now = now;
  }

  @Override
  public void run(Evidence e) throws SQLException {
    long size = e.log().size();
    long covered = heads.cosigned();
    if (size > 0 && covered == 0) {
      e.findings().add("log_head", size, "", "a head that the policy accepts", "none of any size");
      return;
    }
    e.store()
        .each("select entry from log_entry where idx >= ?", this::take, Math.min(covered, size));
    if (size > covered && oldest.isBefore(now.minus(LONGEST))) {
      e.findings()
          .add(
              "log_entry",
              covered + " to " + (size - 1),
              "",
              "a head that the policy accepts within " + LONGEST.toMinutes() + " minutes",
              "none over an entry of " + oldest);
    }
  }

  private void take(Cells row) throws SQLException {
    try {
      Instant time = LogEntry.parse(row.bytes("entry")).time();
      oldest = time.isBefore(oldest) ? time : oldest;
    } catch (MalformedEntry malformed) {
      // told by the check of the log
    }
  }
}
