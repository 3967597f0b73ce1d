package vn.sogoc.publication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vn.sogoc.kernel.Digest;
import vn.sogoc.register.LaterEvents;
import vn.sogoc.register.RegisterEvidence;
import vn.sogoc.status.Decisions;
import vn.sogoc.status.Provisionals;
import vn.sogoc.tlog.LogEntry;

/** Finds where events of the log belong: the list, the row, and the decision behind each. */
@ApplicationScoped
class ListChangeReader {
  private final LaterEvents later;
  private final Decisions decisions;
  private final Provisionals provisionals;
  private final IssuanceListRowRepository rows;
  private final IssuanceListVersionRepository versions;

  ListChangeReader(
      LaterEvents later,
      Decisions decisions,
      Provisionals provisionals,
      IssuanceListRowRepository rows,
      IssuanceListVersionRepository versions) {
    this.later = later;
    this.decisions = decisions;
    this.provisionals = provisionals;
    this.rows = rows;
    this.versions = versions;
  }

  /** A change and the list whose next version is to name it. */
  record Placed(UUID list, ListChange change) {}

  /**
   * What became of events.
   *
   * @param named those that a change note names already
   * @param due those to be named
   */
  record Read(Set<Digest> named, List<Placed> due) {}

  @Transactional
  Read read(List<LogEntry> events) {
    Set<Digest> named =
        versions.named(events.stream().map(e -> Digest.sha256(e.encode())).toList());
    List<Placed> due = new ArrayList<>();
    for (LogEntry event : events) {
      if (!named.contains(Digest.sha256(event.encode()))) {
        place(event).ifPresent(due::add);
      }
    }
    return new Read(named, due);
  }

  private Optional<Placed> place(LogEntry event) {
    Optional<RegisterEvidence.Recorded> about = later.about(event);
    return about
        .flatMap(
            recorded ->
                decisions
                    .behind(recorded, event)
                    .map(decision -> new Provisionals.Basis(decision.number(), decision.date()))
                    .or(() -> provisionals.behind(recorded, event)))
        .flatMap(
            decision ->
                rows.ofCredentials(Set.of(about.orElseThrow().digest())).stream()
                    .findFirst()
                    .map(
                        found ->
                            new Placed(
                                found.list().id,
                                new ListChange(
                                    found.row().id.position(),
                                    event.type().code(),
                                    decision.number(),
                                    decision.date(),
                                    Digest.sha256(event.encode())))));
  }
}
