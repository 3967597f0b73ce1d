package vn.sogoc.monitor;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import vn.sogoc.crypto.note.Checkpoint;
import vn.sogoc.crypto.note.CosignedHead;
import vn.sogoc.crypto.note.MalformedNote;
import vn.sogoc.crypto.note.SignedNote;
import vn.sogoc.crypto.note.WitnessPolicy;
import vn.sogoc.kernel.Digest;
import vn.sogoc.tlog.EntryType;

/**
 * Looks at a log for one institution. A look reads what came since the one before; the first of a
 * process reads the log from its first entry. Not for several threads.
 */
public final class Monitor {
  /**
   * How patient it is.
   *
   * @param bound how long an approval may be without its entry
   * @param stale how old the newest head may be before it says nothing about what was added since
   */
  public record Patience(Duration bound, Duration stale) {}

  private final LogReader reader;
  private final WitnessPolicy policy;
  private final MonitorMemory memory;
  private final int institution;
  private final Patience patience;
  private final Clock clock;
  private Walk walk;

  /** A monitor of an institution, by its public number. */
  public Monitor(
      LogReader reader,
      WitnessPolicy policy,
      MonitorMemory memory,
      int institution,
      Patience patience,
      Clock clock) {
    this.reader = reader;
    this.policy = policy;
    this.memory = memory;
    this.institution = institution;
    this.patience = patience;
    this.clock = clock;
    this.walk = new Walk(reader, institution);
  }

  /**
   * Looks once.
   *
   * @param approvals the institution's note as it is now
   * @throws IOException where the monitor's own memory cannot be read or written
   */
  public Watch look(Approvals approvals) throws IOException, InterruptedException {
    Optional<Checkpoint> before = memory.last(policy);
    CosignedHead head;
    try {
      SignedNote note = SignedNote.parse(reader.checkpoint());
      switch (policy.judge(note)) {
        case WitnessPolicy.Judgement.Accepted accepted -> head = accepted.head();
        case WitnessPolicy.Judgement.Refused refused -> {
          return new Watch.Alarm("the newest head is not to be believed: " + refused.reason());
        }
      }
    } catch (MalformedNote e) {
      return new Watch.Alarm("the newest head is no signed note: expected " + e.getMessage());
    } catch (IOException e) {
      return new Watch.CannotTell(String.valueOf(e.getMessage()));
    }
    try {
      continues(head.checkpoint(), before);
      reads(head.checkpoint(), before, approvals);
    } catch (Contradiction e) {
      walk = new Walk(reader, institution);
      return new Watch.Alarm(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      walk = new Walk(reader, institution);
      return new Watch.CannotTell(String.valueOf(e.getMessage()));
    }
    memory.remember(head.note());
    return seen(head, before, approvals);
  }

  /** Whether an entry under the number was read by a look. */
  public boolean holds(EntryType type, Digest digest) {
    return walk.own().stream()
        .map(Comparison.Placed::entry)
        .anyMatch(entry -> entry.type() == type && entry.digest().equals(digest));
  }

  /** The newest head, verified and read, as a line of the note: all before it is known. */
  public Approval.Before before() throws IOException, InterruptedException {
    return switch (look(unwatched())) {
      case Watch.Seen seen ->
          new Approval.Before(
              seen.head().size(),
              seen.head().root(),
              clock.instant().truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
      case Watch.Alarm alarm -> throw new IOException(alarm.sentence());
      case Watch.CannotTell cannot -> throw new IOException(cannot.reason());
    };
  }

  private Approvals unwatched() {
    try {
      return Approvals.parse(Approvals.empty(institution));
    } catch (MalformedApprovals e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sizes and roots alone; that the larger tree begins with the smaller is seen by reading it. */
  private static void continues(Checkpoint head, Optional<Checkpoint> before) throws Contradiction {
    if (before.isEmpty()) {
      return;
    }
    Checkpoint seen = before.get();
    if (!head.origin().equals(seen.origin())) {
      throw new Contradiction("another log is served: " + head.origin());
    }
    if (head.size() < seen.size()) {
      throw new Contradiction(
          "the log was rolled back: " + seen.size() + " entries were seen, now " + head.size());
    }
    if (head.size() == seen.size() && !head.root().equals(seen.root())) {
      throw new Contradiction(
          "two histories of " + head.size() + " entries are signed: " + seen.root() + " was seen");
    }
  }

  private void reads(Checkpoint head, Optional<Checkpoint> before, Approvals approvals)
      throws IOException, InterruptedException, Contradiction {
    List<Checkpoint> known = new ArrayList<>();
    before.ifPresent(known::add);
    for (Approval approval : approvals.all()) {
      if (approval instanceof Approval.Before line) {
        known.add(new Checkpoint(head.origin(), line.size(), line.root()));
      }
    }
    known.add(head);
    TreeSet<Long> stops = new TreeSet<>();
    for (Checkpoint each : known) {
      if (each.size() > head.size()) {
        throw new Contradiction(
            "the log was rolled back: the note names " + each.size() + " entries");
      }
      stops.add(each.size());
    }
    if (stops.stream().anyMatch(s -> s < walk.size() && walk.rootAt(s).isEmpty())) {
      walk = new Walk(reader, institution); // a line was added about what was passed already
    }
    for (long stop : stops) {
      walk.to(stop);
    }
    for (Checkpoint each : known) {
      if (!walk.rootAt(each.size()).equals(Optional.of(each.root()))) {
        throw new Contradiction(
            "the entries that are served do not give the root of "
                + each.size()
                + " entries that "
                + (each.equals(head) ? "is signed" : "was seen"));
      }
    }
    walk.edge();
  }

  private Watch.Seen seen(CosignedHead head, Optional<Checkpoint> before, Approvals approvals) {
    Instant cosigned = head.earliest();
    List<Finding> findings = new ArrayList<>(walk.unreadable());
    findings.addAll(Comparison.of(approvals, walk.own(), cosigned, patience.bound()));
    Optional<String> doubt =
        cosigned.plus(patience.stale()).isBefore(clock.instant())
            ? Optional.of("no head was cosigned since " + cosigned + "; later entries are not seen")
            : Optional.empty();
    return new Watch.Seen(
        head.checkpoint(),
        cosigned,
        before.map(Checkpoint::size),
        walk.own().size(),
        findings,
        doubt);
  }
}
