package vn.sogoc.status;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import vn.sogoc.tlog.EntryType;
import vn.sogoc.tlog.LogEntry;

/** What a status list says of each entry (W3C Bitstring Status List 1.0 section 2.1). */
public enum StatusPurpose {
  /** Set: it is taken back. */
  REVOCATION("revocation", 1),
  /** Set: it is taken back for the time being. */
  SUSPENSION("suspension", 1),
  /** A number that stands for a message: corrected, or replaced. */
  MESSAGE("message", 2);

  private static final int CORRECTED = 1;
  private static final int SUPERSEDED = 2;

  private final String code;
  private final int size;

  StatusPurpose(String code, int size) {
    this.code = code;
    this.size = size;
  }

  /** The word in lists and addresses. */
  public String code() {
    return code;
  }

  /** Bits of an entry. */
  public int size() {
    return size;
  }

  /** What each number means; empty where one bit says it all. */
  List<String> messages() {
    return switch (this) {
      case REVOCATION, SUSPENSION -> List.of();
      case MESSAGE -> List.of("unchanged", "corrected", "superseded", "reserved");
    };
  }

  /** The purpose with this word. */
  public static Optional<StatusPurpose> ofCode(String code) {
    return Arrays.stream(values()).filter(p -> p.code.equals(code)).findFirst();
  }

  /**
   * The number of a credential in this list.
   *
   * @param events of one credential after its issue, in the order of the log
   */
  int value(List<LogEntry> events) {
    CredentialStatus status = CredentialStatus.after(events);
    return switch (this) {
      case REVOCATION -> status instanceof CredentialStatus.Revoked ? 1 : 0;
      case SUSPENSION -> status instanceof CredentialStatus.Suspended ? 1 : 0;
      case MESSAGE -> {
        if (status instanceof CredentialStatus.Superseded) {
          yield SUPERSEDED;
        }
        yield events.stream().anyMatch(e -> e.type() == EntryType.CORRECTED) ? CORRECTED : 0;
      }
    };
  }

  /** Whether this event, as the last of a credential, lets its number go down again. */
  boolean isTakenBackBy(LogEntry last) {
    return switch (this) {
      case REVOCATION -> last.type() == EntryType.REINSTATED;
      case SUSPENSION ->
          last.type() == EntryType.REINSTATED
              || last.type() == EntryType.REVOKED
              || last.type() == EntryType.SUPERSEDED;
      case MESSAGE -> false; // a correction or replacement is never taken back
    };
  }
}
