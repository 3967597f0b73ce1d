package vn.sogoc.status;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.sogoc.register.RegisterEvidence;
import vn.sogoc.tlog.EntryType;
import vn.sogoc.tlog.Inclusion;
import vn.sogoc.tlog.LogEntry;
import vn.sogoc.tlog.Logged;
import vn.sogoc.tlog.TransparencyLog;

/** Which events of a credential count: for verdicts, for its lineage and for its holder alike. */
@ApplicationScoped
public class CountedEvents {
  private final DecisionReader reader;
  private final TransparencyLog log;
  private final Clock clock;

  CountedEvents(DecisionReader reader, TransparencyLog log, Clock clock) {
    this.reader = reader;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Those of the log in its order, and of those only in the store, on their way into the log, the
   * ones that take something away. A reinstatement counts when it is logged and a decision of two
   * persons is behind it, by its seals and not by the row of the event: a hand on the database
   * could have written that too.
   *
   * @param logged what the log says of the credential's issue
   */
  @Transactional
  public List<LogEntry> of(RegisterEvidence.Recorded recorded, Inclusion logged) {
    List<LogEntry> events = new ArrayList<>();
    events.add(recorded.events().getFirst());
    if (logged instanceof Inclusion.Included included) {
      for (Logged later : included.later()) {
        if (later.entry().type() != EntryType.REINSTATED || isDecided(recorded, later.entry())) {
          events.add(later.entry());
        }
      }
    }
    recorded.events().stream()
        .filter(e -> e.type() != EntryType.REINSTATED && !events.contains(e))
        .forEach(events::add);
    return events;
  }

  /**
   * The same with what the log says now; empty where the log can decide nothing now, or does not
   * have the issue under a cosigned head: a row alone does not say how a credential stands.
   */
  @Transactional
  public Optional<List<LogEntry>> of(RegisterEvidence.Recorded recorded) {
    LogEntry issued = recorded.events().getFirst();
    Inclusion logged = log.inclusions(List.of(issued)).getOrDefault(issued, new Inclusion.Absent());
    return logged instanceof Inclusion.Included
        ? Optional.of(of(recorded, logged))
        : Optional.empty();
  }

  /** Whether an event rests on a decision that two persons took here. */
  @Transactional
  boolean isDecided(RegisterEvidence.Recorded about, LogEntry event) {
    return reader.about(about, clock.instant()).stream()
        .anyMatch(decision -> decision.event().equals(Optional.of(event)));
  }
}
