package vn.sogoc.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What an audit found.
 *
 * @param from the first index that was read
 * @param size entries of the log
 * @param cosigned entries under the largest head that the policy accepts
 * @param read rows by table
 * @param wrong how many findings by table; more than {@code findings} where there are very many
 * @param findings the first thousands of each table, by table and key
 * @param notes what is as it must be and should be known all the same
 * @param notChecked what could not be asked, and why
 */
public record AuditReport(
    Instant at,
    Duration took,
    long from,
    long size,
    long cosigned,
    Map<String, Long> read,
    Map<String, Long> wrong,
    List<Finding> findings,
    List<String> notes,
    List<String> notChecked) {
  public AuditReport {
    read = Map.copyOf(read);
    wrong = Map.copyOf(wrong);
    findings = List.copyOf(findings);
    notes = List.copyOf(notes);
    notChecked = List.copyOf(notChecked);
  }

  /** Whether every row that was read is what it must be. */
  public boolean isClean() {
    return wrong.isEmpty();
  }

  /** How many findings there are. */
  public long count() {
    return wrong.values().stream().mapToLong(Long::longValue).sum();
  }
}
