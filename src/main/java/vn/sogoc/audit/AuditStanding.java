package vn.sogoc.audit;

import java.time.Instant;

/** What the last run in this process came to. */
sealed interface AuditStanding {
  /** None has ended yet, or none is to be made. */
  record NotRun() implements AuditStanding {}

  /** It ended, with findings or without. */
  record Ended(AuditReport report) implements AuditStanding {}

  /** It could not be made. */
  record Failed(Instant at, String why) implements AuditStanding {}
}
