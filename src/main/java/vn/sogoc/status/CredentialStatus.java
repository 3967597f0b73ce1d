package vn.sogoc.status;

import java.time.Instant;
import java.util.List;
import vn.sogoc.tlog.LogEntry;

/** What the events of a credential add up to. */
public sealed interface CredentialStatus {
  /** Issued, and nothing took it back. */
  record InForce() implements CredentialStatus {}

  /** In force, with corrections attached. */
  record Corrected(Instant since) implements CredentialStatus {}

  /** Replaced by another credential. */
  record Superseded(Instant since) implements CredentialStatus {}

  /** Taken back. */
  record Revoked(Instant since) implements CredentialStatus {}

  /** Taken back for the time being. */
  record Suspended(Instant since) implements CredentialStatus {}

  /** The events contradict each other, such as an end before a beginning. */
  record Contradictory(String what) implements CredentialStatus {}

  /**
   * Reads events in order of time.
   *
   * @param events the issued event first
   */
  static CredentialStatus of(List<LogEntry> events) {
    CredentialStatus status = new Contradictory("no issued event");
    for (LogEntry event : events) {
      status = after(status, event);
    }
    return status;
  }

  private static CredentialStatus after(CredentialStatus before, LogEntry event) {
    return switch (event.type()) {
      case ISSUED ->
          before instanceof Contradictory ? new InForce() : new Contradictory("issued twice");
      case CORRECTED ->
          switch (before) {
            case InForce ignored -> new Corrected(event.time());
            case Corrected ignored -> new Corrected(event.time());
            case Superseded ignored -> before;
            case Revoked ignored -> before;
            case Suspended ignored -> before;
            case Contradictory ignored -> before;
          };
      case SUPERSEDED -> ended(before, new Superseded(event.time()));
      case REVOKED -> ended(before, new Revoked(event.time()));
      case SUSPENDED -> ended(before, new Suspended(event.time()));
      case REINSTATED ->
          before instanceof Revoked || before instanceof Suspended
              ? new InForce()
              : new Contradictory("reinstated without an end before");
      case DOCUMENT -> before;
      case KEY_ADDED, KEY_WITHDRAWN, LIST_PUBLISHED, STATUS_LIST, TRUST_BUNDLE, AUDIT_HEAD ->
          new Contradictory("an event that is not about a credential");
    };
  }

  private static CredentialStatus ended(CredentialStatus before, CredentialStatus end) {
    return before instanceof Contradictory ? before : end;
  }
}
