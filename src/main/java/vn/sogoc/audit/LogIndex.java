package vn.sogoc.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Digest;
import vn.sogoc.tlog.EntryType;
import vn.sogoc.tlog.LogEntry;

/**
 * The entries that were read, found by the digest of their bytes, and which rows answered for each.
 * Those that wait for an index follow after the last one that has one.
 */
final class LogIndex {
  /** An entry and its index in the log, or the one it would get. */
  record Placed(long position, LogEntry entry) {}

  private final DigestTable digests = new DigestTable();
  private final UuidColumn events = new UuidColumn();
  private final UuidColumn credentials = new UuidColumn();
  private final BitSet issued = new BitSet();
  private final BitSet needEvent = new BitSet();
  private final BitSet hasRow = new BitSet();
  private final BitSet hasEvent = new BitSet();
  private final BitSet needTable = new BitSet();
  private final BitSet hasTable = new BitSet();
  private final Map<Digest, Placed> byContent = new HashMap<>();
  private final Map<Long, List<Placed>> later = new HashMap<>();
  private final Map<Digest, Placed> decided = new LinkedHashMap<>();
  private final List<Placed> trailHeads = new ArrayList<>();
  private final long first;
  private long size;
  private Instant earliest = Instant.MAX;
  private Instant latest = Instant.MIN;
  private final Map<Long, Instant> latestAt = new HashMap<>();

  LogIndex(long first) {
    this.first = first;
    this.size = first;
  }

  /** The first index that is here. */
  long first() {
    return first;
  }

  /** Entries of the log, those before the first included. */
  long size() {
    return size;
  }

  /** That all that follows waits for its index. */
  void logEnds() {
    size = next();
  }

  /** The index of the next entry. */
  long next() {
    return first + digests.size();
  }

  /** The earliest time of an entry that is here. */
  Instant earliest() {
    return earliest;
  }

  /** Remembers the latest time of the entries that were taken, for the head of this size. */
  void mark(long headSize) {
    latestAt.put(headSize, latest);
  }

  /** The latest time of an entry under a head that was marked. */
  @Nullable Instant latestBefore(long headSize) {
    return latestAt.get(headSize);
  }

  /** Takes the next entry; false where the same bytes came before. */
  boolean take(Digest digest, LogEntry entry, UUID event) {
    int ordinal = digests.size();
    long position = first + ordinal;
    boolean isNew = digests.add(digest.toArray());
    events.set(ordinal, event);
    if (entry.time().isBefore(earliest)) {
      earliest = entry.time();
    }
    if (entry.time().isAfter(latest)) {
      latest = entry.time();
    }
    switch (entry.type()) {
      case ISSUED -> {
        issued.set(ordinal);
        needEvent.set(ordinal);
      }
      case CORRECTED, SUPERSEDED, REVOKED, SUSPENDED, REINSTATED -> {
        needEvent.set(ordinal);
        byContent.putIfAbsent(entry.digest(), new Placed(position, entry));
        decided.putIfAbsent(digest, new Placed(position, entry));
        long subject = find(entry.subject().orElseThrow());
        if (subject >= 0) {
          later
              .computeIfAbsent(subject, none -> new ArrayList<>())
              .add(new Placed(position, entry));
        }
      }
      case LIST_PUBLISHED, STATUS_LIST -> {
        needEvent.set(ordinal);
        needTable.set(ordinal);
        byContent.putIfAbsent(entry.digest(), new Placed(position, entry));
      }
      case REGISTER_COPY, COPY_WITHDRAWN, REGISTER_COVERAGE, SUPPLEMENT, SUPPLEMENT_WITHDRAWN -> {
        needTable.set(ordinal);
        byContent.putIfAbsent(entry.digest(), new Placed(position, entry));
      }
      case KEY_ADDED, KEY_WITHDRAWN, TRUST_BUNDLE -> {
        needEvent.set(ordinal);
        byContent.putIfAbsent(entry.digest(), new Placed(position, entry));
      }
      case AUDIT_HEAD -> trailHeads.add(new Placed(position, entry));
      case DOCUMENT -> {
        // told by a table of its own, one for every credential: not kept here
      }
    }
    return isNew;
  }

  /** Takes the place of something that is no entry. */
  void skip(Digest digest, UUID event) {
    events.set(digests.size(), event);
    digests.add(digest.toArray());
  }

  /** The index of the entry with these bytes, or -1. */
  long find(Digest entry) {
    int ordinal = digests.find(entry.toArray());
    return ordinal < 0 ? -1 : first + ordinal;
  }

  boolean isIssued(long position) {
    return position >= first && issued.get((int) (position - first));
  }

  /** The entry of something that is told by this digest, not of a credential itself. */
  Optional<Placed> byContent(Digest content) {
    return Optional.ofNullable(byContent.get(content));
  }

  /** What came after issued entries, by their index. */
  Map<Long, List<Placed>> later() {
    return later;
  }

  /**
   * The entries that a decision must stand behind, by the digest of their bytes, whether or not the
   * entry of their subject is here.
   */
  Map<Digest, Placed> decided() {
    return decided;
  }

  /** The heads of the audit trail, in their order. */
  List<Placed> trailHeads() {
    return trailHeads;
  }

  Optional<UUID> event(long position) {
    return events.get((int) (position - first));
  }

  /** Says which row an issued entry belongs to; false where one said so before. */
  boolean claim(long position, UUID credential) {
    if (position < first) {
      return true;
    }
    int ordinal = (int) (position - first);
    boolean isFirst = !hasRow.get(ordinal);
    hasRow.set(ordinal);
    if (isFirst) {
      credentials.set(ordinal, credential);
    }
    return isFirst;
  }

  /** The credential whose row claimed the entry. */
  Optional<UUID> credential(long position) {
    return position < first ? Optional.empty() : credentials.get((int) (position - first));
  }

  /** Says that a row tells the entry; false where one did before. */
  boolean told(long position) {
    if (position < first) {
      return true;
    }
    int ordinal = (int) (position - first);
    boolean isFirst = !hasEvent.get(ordinal);
    hasEvent.set(ordinal);
    return isFirst;
  }

  /**
   * Says that the row of a list stands behind its entry, beside the event that the register has of
   * it; false where one did before.
   */
  boolean toldByTable(long position) {
    if (position < first) {
      return true;
    }
    int ordinal = (int) (position - first);
    boolean isFirst = !hasTable.get(ordinal);
    hasTable.set(ordinal);
    return isFirst;
  }

  /** Indexes of entries of lists without a list; counted from the first. */
  BitSet withoutList() {
    BitSet none = (BitSet) needTable.clone();
    none.andNot(hasTable);
    return none;
  }

  /** Indexes of issued entries without a row in the register. */
  BitSet withoutRow() {
    BitSet none = (BitSet) issued.clone();
    none.andNot(hasRow);
    return none;
  }

  /** Indexes of entries that no event, list or statement tells; counted from the first. */
  BitSet untold() {
    BitSet none = (BitSet) needEvent.clone();
    none.andNot(hasEvent);
    return none;
  }

  /** Whether a decision of two persons must stand behind an entry of this type. */
  static boolean isCredentialEvent(EntryType type) {
    return switch (type) {
      case CORRECTED, SUPERSEDED, REVOKED, SUSPENDED, REINSTATED -> true;
      case ISSUED,
          KEY_ADDED,
          KEY_WITHDRAWN,
          LIST_PUBLISHED,
          DOCUMENT,
          STATUS_LIST,
          TRUST_BUNDLE,
          AUDIT_HEAD,
          REGISTER_COPY,
          COPY_WITHDRAWN,
          REGISTER_COVERAGE,
          SUPPLEMENT,
          SUPPLEMENT_WITHDRAWN ->
          false;
    };
  }
}
