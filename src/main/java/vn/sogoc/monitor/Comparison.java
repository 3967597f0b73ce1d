package vn.sogoc.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Digest;
import vn.sogoc.tlog.EntryType;
import vn.sogoc.tlog.LogEntry;

/** Entries under an institution's number against its note. Pure: no clock, no network. */
final class Comparison {
  /** An entry and its place. */
  record Placed(long index, LogEntry entry) {}

  private record Key(EntryType type, Digest digest) {}

  private final Approvals approvals;
  private final Map<Key, Approval.Entry> open = new HashMap<>();
  private final Set<Key> used = new HashSet<>();

  /** Digest of an issued entry's bytes to that of the record, for all that later entries name. */
  private final Map<Digest, Digest> records = new HashMap<>();

  /** Of what signed bytes themselves are the digest, and about which a later entry may be. */
  private static final Set<EntryType> HAVE_LATER =
      Set.of(EntryType.ISSUED, EntryType.REGISTER_COPY, EntryType.SUPPLEMENT);

  private final Set<Digest> approvedRecords = new HashSet<>();
  private final List<Finding> findings = new ArrayList<>();
  private final long from;

  private Comparison(Approvals approvals) {
    this.approvals = approvals;
    long lookedThrough = 0;
    for (Approval approval : approvals.all()) {
      switch (approval) {
        case Approval.Entry entry -> open.put(new Key(entry.type(), entry.digest()), entry);
        case Approval.Before before -> lookedThrough = Math.max(lookedThrough, before.size());
        case Approval.Batch ignored -> {}
      }
    }
    this.from = lookedThrough;
  }

  /**
   * Compares.
   *
   * @param entries under the institution's number, in the order of the log
   * @param seenUntil no entry recorded after this time need be among them
   * @param bound how long an approval may be without its entry
   */
  static List<Finding> of(
      Approvals approvals, List<Placed> entries, Instant seenUntil, Duration bound) {
    Comparison comparison = new Comparison(approvals);
    entries.forEach(comparison::take);
    comparison.omissions(seenUntil.minus(bound));
    return List.copyOf(comparison.findings);
  }

  private void take(Placed placed) {
    LogEntry entry = placed.entry();
    if (HAVE_LATER.contains(entry.type())) {
      records.putIfAbsent(Digest.sha256(entry.encode()), entry.digest());
    }
    Key key = new Key(entry.type(), entry.digest());
    Approval.@Nullable Entry approved = open.get(key);
    Optional<Finding.Why> why = Optional.empty();
    if (approved == null) {
      why = isOfApprovedRecord(entry) ? Optional.empty() : Optional.of(Finding.Why.NEVER_APPROVED);
    } else if (!used.add(key)) {
      why = Optional.of(Finding.Why.AGAIN);
    } else if (!isAboutTheSame(entry, approved)) {
      used.remove(key); // the genuine one may follow
      why = Optional.of(Finding.Why.ABOUT_ANOTHER);
    } else if (entry.type() == EntryType.ISSUED) {
      approvedRecords.add(entry.digest());
    }
    if (why.isPresent() && placed.index() >= from) {
      findings.add(new Finding.Unapproved(placed.index(), entry, why.get()));
    }
  }

  /** A document is made of an approved record alone, and gives it no right that it had not. */
  private boolean isOfApprovedRecord(LogEntry entry) {
    return entry.type() == EntryType.DOCUMENT
        && entry.subject().map(records::get).filter(approvedRecords::contains).isPresent();
  }

  private boolean isAboutTheSame(LogEntry entry, Approval.Entry approved) {
    return entry.subject().isEmpty() || approved.about().equals(entry.subject().map(records::get));
  }

  private void omissions(Instant noted) {
    for (Approval approval : approvals.all()) {
      if (approval.noted().isAfter(noted)) {
        continue;
      }
      switch (approval) {
        case Approval.Entry entry -> {
          if (!used.contains(new Key(entry.type(), entry.digest()))) {
            findings.add(
                new Finding.Omitted(entry.type().code(), entry.digest(), 1, entry.noted()));
          }
        }
        case Approval.Batch batch -> {
          int missing = batch.rows() - approvals.recordsOf(batch.approved());
          if (missing > 0) {
            findings.add(new Finding.Omitted("batch", batch.approved(), missing, batch.noted()));
          }
        }
        case Approval.Before ignored -> {}
      }
    }
  }
}
