package vn.sogoc.status;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

  /** The stable word for it. */
  default String code() {
    return switch (this) {
      case InForce ignored -> "in_force";
      case Corrected ignored -> "corrected";
      case Superseded ignored -> "superseded";
      case Revoked ignored -> "revoked";
      case Suspended ignored -> "suspended";
      case Contradictory ignored -> "unclear";
    };
  }

  /** Since when it is so, where an event made it so. */
  default Optional<Instant> effective() {
    return switch (this) {
      case InForce ignored -> Optional.empty();
      case Corrected c -> Optional.of(c.since());
      case Superseded s -> Optional.of(s.since());
      case Revoked r -> Optional.of(r.since());
      case Suspended s -> Optional.of(s.since());
      case Contradictory ignored -> Optional.empty();
    };
  }

  /**
   * Reads events in order of time. A suspension lies over what the credential is otherwise: when it
   * ends, what was revoked or replaced before is so still. A revocation or replacement ends the
   * suspension that waited for it. A reinstatement without a suspension takes back a revocation
   * that should not have been; both events stay.
   *
   * @param events the issued event first
   */
  static CredentialStatus of(List<LogEntry> events) {
    return of(new Contradictory("no issued event"), events);
  }

  /** The same of a credential that is known to be issued. */
  static CredentialStatus after(List<LogEntry> later) {
    return of(new InForce(), later);
  }

  private static CredentialStatus of(CredentialStatus before, List<LogEntry> events) {
    CredentialStatus under = before;
    Optional<Instant> suspended = Optional.empty();
    Optional<Instant> corrected = Optional.empty();
    for (LogEntry event : events) {
      switch (event.type()) {
        case ISSUED ->
            under =
                under instanceof Contradictory ? new InForce() : new Contradictory("issued twice");
        case CORRECTED -> corrected = Optional.of(event.time());
        case SUPERSEDED -> {
          under = under instanceof Revoked ? under : ended(under, new Superseded(event.time()));
          suspended = Optional.empty();
        }
        case REVOKED -> {
          under = ended(under, new Revoked(event.time()));
          suspended = Optional.empty();
        }
        case SUSPENDED -> suspended = suspended.or(() -> Optional.of(event.time()));
        case REINSTATED -> {
          if (suspended.isPresent()) {
            suspended = Optional.empty();
          } else {
            under =
                under instanceof Revoked
                    ? new InForce()
                    : new Contradictory("reinstated without an end before");
          }
        }
        case DOCUMENT, SUPPLEMENT -> {}
        case KEY_ADDED,
            KEY_WITHDRAWN,
            LIST_PUBLISHED,
            STATUS_LIST,
            TRUST_BUNDLE,
            AUDIT_HEAD,
            REGISTER_COPY,
            COPY_WITHDRAWN,
            REGISTER_COVERAGE,
            SUPPLEMENT_WITHDRAWN ->
            under = new Contradictory("an event that is not about a credential");
      }
      if (under instanceof Contradictory) {
        return under;
      }
    }
    if (!(under instanceof InForce)) {
      return under;
    }
    if (suspended.isPresent()) {
      return new Suspended(suspended.get());
    }
    return corrected.isPresent() ? new Corrected(corrected.get()) : under;
  }

  private static CredentialStatus ended(CredentialStatus before, CredentialStatus end) {
    return before instanceof Contradictory ? before : end;
  }
}
