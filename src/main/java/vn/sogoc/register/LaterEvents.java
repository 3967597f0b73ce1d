package vn.sogoc.register;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import vn.sogoc.platform.secrets.Secrets;

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
