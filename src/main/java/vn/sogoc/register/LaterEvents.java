package vn.sogoc.register;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.secrets.Secrets;
import vn.sogoc.tlog.LogEntry;

/**
 * The credentials for which something was given back after they were issued. Their number is that
 * of such events, however many credentials there are.
 */
@ApplicationScoped
public class LaterEvents {
  private static final int IN_ONE_QUESTION = 500;

  private final RegisterEntryRepository entries;
  private final RegisterEventRepository events;
  private final EntryCheck check;

  LaterEvents(RegisterEntryRepository entries, RegisterEventRepository events, Secrets secrets) {
    this.entries = entries;
    this.events = events;
    this.check = new EntryCheck(new EntrySeal(secrets));
  }

  /** What the register holds about the credential that an event is about, unaltered. */
  @Transactional
  public Optional<RegisterEvidence.Recorded> about(LogEntry event) {
    return event
        .slot()
        .flatMap(slot -> entries.bySlot(slot.list(), slot.index()))
        .map(check::of)
        .flatMap(
            evidence ->
                switch (evidence) {
                  case RegisterEvidence.Recorded recorded -> Optional.of(recorded);
                  case RegisterEvidence.Altered ignored ->
                      Optional.<RegisterEvidence.Recorded>empty();
                })
        .filter(
            recorded ->
                event
                    .subject()
                    .equals(Optional.of(Digest.sha256(recorded.events().getFirst().encode()))));
  }

  /** The status lists that have entries: 0 to this number exclusive. */
  @Transactional
  public int lists() {
    return entries.highestStatusList() + 1;
  }

  /** What the register holds about the credentials of a status list that were reinstated. */
  @Transactional
  public List<RegisterEvidence> reinstated(int list) {
    List<UUID> about = events.reinstated(list);
    List<RegisterEvidence> found = new ArrayList<>(about.size());
    for (int i = 0; i < about.size(); i += IN_ONE_QUESTION) {
      entries
          .byIds(about.subList(i, Math.min(about.size(), i + IN_ONE_QUESTION)))
          .forEach(row -> found.add(check.of(row)));
      entries.getEntityManager().clear();
    }
    return found;
  }
}
