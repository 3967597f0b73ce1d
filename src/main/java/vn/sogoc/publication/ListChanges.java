package vn.sogoc.publication;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.crypto.keys.SigningFailed;
import vn.sogoc.institution.InstitutionProblem;
import vn.sogoc.institution.Signing;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.register.LaterEvents;
import vn.sogoc.tlog.EntryType;
import vn.sogoc.tlog.LogEntry;
import vn.sogoc.tlog.TransparencyLog;

/**
 * Later versions of issuance lists. Looks what the log says happened to credentials since, and
 * names each decision in the change note of a new version; a status package never learns that there
 * are lists. An event without a decision of two persons is named in no note.
 */
@ApplicationScoped
public class ListChanges {
  private static final Logger LOG = Logger.getLogger(ListChanges.class);

  /** A header stays far below the largest message. */
  private static final int MOST_IN_A_NOTE = 200;

  private static final int IN_ONE_QUESTION = 1000;
  private static final int MOST_WAITING = 10_000;

  /** What is published of what can happen; a suspension is told by the status lists alone. */
  private static final Set<EntryType> PUBLISHED =
      Set.of(EntryType.CORRECTED, EntryType.SUPERSEDED, EntryType.REVOKED);

  private final TransparencyLog log;
  private final LaterEvents later;
  private final ListChangeReader reader;
  private final ListStore store;
  private final Signing signing;

  /** How many events of a status list were looked at. */
  private final Map<Integer, Integer> seen = new HashMap<>();

  /** Events whose list is not published yet, or whose decision cannot be read now. */
  private final Map<Digest, LogEntry> waiting = new LinkedHashMap<>();

  ListChanges(
      TransparencyLog log,
      LaterEvents later,
      ListChangeReader reader,
      ListStore store,
      Signing signing) {
    this.log = log;
    this.later = later;
    this.reader = reader;
    this.store = store;
    this.signing = signing;
  }

  /**
   * Makes the versions that are due. Signs outside any transaction.
   *
   * @return how many were made
   */
  public synchronized int publish(Instant now) {
    for (int list = 0; list < later.lists(); list++) {
      List<LogEntry> logged = log.laterOfList(list).orElse(List.of());
      int from = Math.min(seen.getOrDefault(list, 0), logged.size());
      int at = from;
      for (; at < logged.size() && waiting.size() < MOST_WAITING; at++) {
        LogEntry event = logged.get(at);
        if (PUBLISHED.contains(event.type())) {
          waiting.put(Digest.sha256(event.encode()), event);
        }
      }
      seen.put(list, at);
    }
    if (waiting.isEmpty()) {
      return 0;
    }
    Map<UUID, List<ListChange>> due = new LinkedHashMap<>();
    List<LogEntry> all = List.copyOf(waiting.values());
    for (int i = 0; i < all.size(); i += IN_ONE_QUESTION) {
      ListChangeReader.Read read =
          reader.read(all.subList(i, Math.min(all.size(), i + IN_ONE_QUESTION)));
      read.named().forEach(waiting::remove);
      for (ListChangeReader.Placed placed : read.due()) {
        due.computeIfAbsent(placed.list(), none -> new ArrayList<>()).add(placed.change());
      }
    }
    int made = 0;
    for (var one : due.entrySet()) {
      List<ListChange> changes = one.getValue();
      for (int i = 0; i < changes.size(); i += MOST_IN_A_NOTE) {
        List<ListChange> note = changes.subList(i, Math.min(changes.size(), i + MOST_IN_A_NOTE));
        if (make(one.getKey(), note, now)) {
          made++;
          note.forEach(change -> waiting.remove(change.event()));
        }
      }
    }
    return made;
  }

  private boolean make(UUID list, List<ListChange> note, Instant now) {
    try {
      PublishedList before = store.newest(list);
      ListHeader header =
          ListHeader.decode(CoseSign1.parse(before.signedHeader()).payload())
              .next(
                  Digest.sha256(before.signedHeader()), note, now.truncatedTo(ChronoUnit.SECONDS));
      CoseSign1 signed =
          CoseSign1.sign(signing.lists(header.institution(), now), ListHeader.AAD, header.encode());
      return store.writeVersion(list, header, signed);
    } catch (MalformedList | MalformedCose e) {
      LOG.errorf("the newest version of list %s is not readable: %s", list, e.getMessage());
      return false;
    } catch (SigningFailed e) {
      throw new Refusal(
          InstitutionProblem.KEY_STORE_UNAVAILABLE, "The list key did not sign the list.");
    }
  }
}
