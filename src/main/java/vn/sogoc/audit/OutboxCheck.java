package vn.sogoc.audit;

import java.sql.SQLException;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.tlog.LogEntry;
import vn.sogoc.tlog.MalformedEntry;

/** Entries that wait for their index: in their one form, and in the log not yet. */
final class OutboxCheck implements Check {
  @Override
  public void run(Evidence e) throws SQLException {
    Findings findings = e.findings();
    e.store()
        .each(
            "select seq, event_id, institution_id, entry from log_pending order by seq",
            row -> {
              long seq = row.number("seq");
              Bytes content = row.bytes("entry");
              e.count("log_pending");
              try {
                LogEntry entry = LogEntry.parse(content);
                findings.same(
                    "log_pending",
                    seq,
                    "institution_id",
                    entry.institution(),
                    row.integer("institution_id"));
                if (!e.log().take(Digest.sha256(content), entry, row.uuid("event_id"))) {
                  findings.add(
                      "log_pending", seq, "entry", "an entry that waits", "one the log has");
                }
              } catch (MalformedEntry malformed) {
                findings.add(
                    "log_pending",
                    seq,
                    "entry",
                    String.valueOf(malformed.getMessage()),
                    "other bytes");
              }
            });
  }
}
