package vn.sogoc.register;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.tlog.EntryType;
import vn.sogoc.tlog.LogEntry;
import vn.sogoc.tlog.MalformedEntry;

/**
 * Re-derives what a row and its events must be and says what differs; a cache is never believed.
 */
final class EntryCheck {
  private static final Comparator<LogEntry> IN_ORDER =
      Comparator.comparing(LogEntry::time)
          .thenComparing(LogEntry::type) // issued is the first
          .thenComparing(entry -> entry.digest().hex());

  private final EntrySeal seal;

  EntryCheck(EntrySeal seal) {
    this.seal = seal;
  }

  RegisterEvidence of(RegisterEntryEntity row) {
    return of(row, row.events);
  }

  /**
   * What a row and its events are worth.
   *
   * @param stored all events of the row, in order of time
   */
  RegisterEvidence of(RegisterEntryEntity row, List<RegisterEventEntity> stored) {
    Digest digest = Digest.sha256(row.cose);
    if (!Arrays.equals(digest.toArray(), row.digest)) {
      return new RegisterEvidence.Altered(row.id, "cose");
    }
    if (!seal.of(row).equals(Bytes.of(row.seal))) {
      return new RegisterEvidence.Altered(row.id, "seal");
    }
    List<LogEntry> events = new ArrayList<>();
    for (RegisterEventEntity event : stored) {
      Optional<LogEntry> entry = eventOf(event, row);
      if (entry.isEmpty()) {
        return new RegisterEvidence.Altered(row.id, "event " + event.id);
      }
      events.add(entry.get());
    }
    events.sort(IN_ORDER);
    if (events.isEmpty() || !isIssuedEntryOf(events.get(0), row, digest)) {
      return new RegisterEvidence.Altered(row.id, "issued event");
    }
    LogEntry issued = events.get(0);
    Digest subject = Digest.sha256(issued.encode());
    if (!events.stream().skip(1).allMatch(later -> isAbout(later, issued, subject))) {
      return new RegisterEvidence.Altered(row.id, "an event of another credential");
    }
    return new RegisterEvidence.Recorded(
        row.id,
        row.institutionId,
        row.batchId,
        row.personId,
        Bytes.of(row.cose),
        digest,
        row.recordedAt,
        events);
  }

  /** A genuine event of one credential says nothing about another that a row points it to. */
  private static boolean isAbout(LogEntry later, LogEntry issued, Digest subject) {
    return later.subject().equals(Optional.of(subject))
        && (later.slot().isEmpty() || later.slot().equals(issued.slot()));
  }

  private static Optional<LogEntry> eventOf(RegisterEventEntity event, RegisterEntryEntity row) {
    try {
      LogEntry entry = LogEntry.parse(Bytes.of(event.entry));
      boolean agrees =
          entry.type().code().equals(event.type)
              && entry.institution() == event.institutionId
              && event.institutionId == row.institutionId
              && entry.time().equals(event.recordedAt)
              && Arrays.equals(Digest.sha256(event.entry).toArray(), event.entryDigest);
      return agrees ? Optional.of(entry) : Optional.empty();
    } catch (MalformedEntry e) {
      return Optional.empty();
    }
  }

  private static boolean isIssuedEntryOf(LogEntry entry, RegisterEntryEntity row, Digest digest) {
    return entry.type() == EntryType.ISSUED
        && entry.digest().equals(digest)
        && entry.time().equals(row.recordedAt)
        && entry
            .slot()
            .filter(s -> s.list() == row.statusList && s.index() == row.statusIndex)
            .isPresent();
  }
}
