package vn.sogoc.audit;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.status.CredentialStatus;
import vn.sogoc.tlog.LogEntry;
import vn.sogoc.tlog.MalformedEntry;

/**
 * From the log back to the rows: an entry that no row tells was hidden or never decided, and the
 * events of a credential must be a life that a credential can have.
 */
final class UntoldCheck implements Check {
  @Override
  public void run(Evidence e) throws SQLException {
    e.log().withoutRow().stream()
        .forEach(i -> tell(e, e.log().first() + i, "a row of the register for an issued entry"));
    e.log().untold().stream()
        .forEach(
            i -> tell(e, e.log().first() + i, "an event, a statement or a list that tells it"));
    e.log().withoutList().stream()
        .forEach(
            i ->
                tell(
                    e,
                    e.log().first() + i,
                    "the list, copy, coverage or supplement that it tells"));
    for (Map.Entry<Long, List<LogIndex.Placed>> one : e.log().later().entrySet()) {
      life(e, one.getKey(), one.getValue());
    }
  }

  /** Names an entry that has an index, or waits for one. */
  static void tell(Evidence e, long position, String expected) {
    boolean isLogged = position < e.log().size();
    e.findings()
        .add(
            isLogged ? "log_entry" : "log_pending",
            isLogged
                ? Long.toString(position)
                : "event " + e.log().event(position).map(Object::toString).orElse(""),
            "",
            expected,
            "none");
  }

  private static void life(Evidence e, long issued, List<LogIndex.Placed> later)
      throws SQLException {
    List<LogEntry> events = new ArrayList<>();
    e.store()
        .each(
            "select entry from log_entry where idx = ?",
            row -> {
              try {
                events.add(LogEntry.parse(Bytes.of(row.raw("entry"))));
              } catch (MalformedEntry malformed) {
                events.clear(); // told by the check of the log
              }
            },
            issued);
    if (events.isEmpty()) {
      return;
    }
    later.forEach(placed -> events.add(placed.entry()));
    if (CredentialStatus.of(events) instanceof CredentialStatus.Contradictory c) {
      e.findings()
          .add(
              "log_entry",
              later.getLast().position(),
              "entry",
              "an event that can follow those before it",
              c.what());
    }
  }
}
