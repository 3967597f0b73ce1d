package vn.sogoc.tlog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.merkle.InvalidProof;
import vn.sogoc.crypto.merkle.MerkleTree;
import vn.sogoc.crypto.merkle.TreeProofs;
import vn.sogoc.crypto.note.CosignedHead;
import vn.sogoc.crypto.note.TlogProof;
import vn.sogoc.kernel.Digest;

/** The door of the log. */
@ApplicationScoped
public class TransparencyLog {
  /** Older knowledge of the head decides nothing (design, "Conventions for the API"). */
  private static final Duration FRESH = Duration.ofSeconds(5);

  /** About 10 MB. */
  private static final int MOST_PROVED = 65_536;

  private final LogEntryRepository entries;
  private final LogStore store;
  private final LogTiles tiles;
  private final LogView view;
  private final LogWorker worker;
  private final LogKeys keys;
  private final HeadsInTime inTime;
  private final LogConfig config;
  private final Event<LogSubmitted> submitted;
  private final Clock clock;

  /** Leaves that were proved to a cosigned head; a later head is one of the same log. */
  private final Map<Digest, Long> proved =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Digest, Long> eldest) {
              return size() > MOST_PROVED;
            }
          });

  TransparencyLog(
      LogEntryRepository entries,
      LogStore store,
      LogTiles tiles,
      LogView view,
      LogWorker worker,
      LogKeys keys,
      HeadsInTime inTime,
      LogConfig config,
      Event<LogSubmitted> submitted,
      Clock clock) {
    this.entries = entries;
    this.store = store;
    this.tiles = tiles;
    this.view = view;
    this.worker = worker;
    this.keys = keys;
    this.inTime = inTime;
    this.config = config;
    this.submitted = submitted;
    this.clock = clock;
  }

  /**
   * Puts entries into the outbox, in this order, in the transaction of what they tell: both are
   * committed or neither is.
   */
  @Transactional(TxType.MANDATORY)
  public void submit(List<Submission> submissions) {
    if (!submissions.isEmpty()) {
      entries.enqueue(submissions);
      submitted.fire(new LogSubmitted());
    }
  }

  /**
   * Puts the entries that a query finds into the outbox, in the order of their events' ids, in the
   * transaction of what they tell. For batches too large to be carried through this process once
   * more; the sequencer reads every entry strictly before it gets an index.
   *
   * @param select gives event id (uuid), institution (integer) and final bytes (bytea) of new
   *     events
   * @param parameters its named parameters
   * @return how many
   */
  @Transactional(TxType.MANDATORY)
  public int submitSelected(String select, Map<String, Object> parameters) {
    int written = entries.enqueueSelected(select, parameters);
    submitted.fire(new LogSubmitted());
    return written;
  }

  /** How the log stands, as this node knows. */
  public LogStanding standing() {
    return view.broken().<LogStanding>map(LogStanding.Halted::new).orElse(worker.standing());
  }

  /** Whether a new batch may be begun: heads are cosigned, or were until a minute ago. */
  public boolean takesNew() {
    Instant now = clock.instant();
    boolean isAging =
        view.head().filter(h -> h.isOlderThan(config.stale().dividedBy(4), now)).isPresent();
    return !isAging && standing().takesNew(now, config.patience());
  }

  /**
   * Whether an event about a credential is in the log under a cosigned head. Before that somebody
   * with the database could still make it unhappen.
   */
  public boolean isLogged(LogEntry event) {
    return event.subject().stream()
        .flatMap(issued -> view.later(issued).stream())
        .anyMatch(logged -> logged.entry().equals(event));
  }

  /**
   * Waits for a cosigned head that makes an answer true, in memory and at most so long; a worker's
   * thread, not one that answers requests.
   *
   * @param answer asked again under each newer head
   * @return what it was at the end
   */
  public boolean await(BooleanSupplier answer, Duration longest) {
    long end = System.nanoTime() + longest.toNanos();
    try {
      while (true) {
        LogView.Head before = view.head().orElse(null);
        long left = end - System.nanoTime();
        if (answer.getAsBoolean()) {
          return true;
        } else if (left <= 0) {
          return false;
        }
        view.awaitNewer(before, Duration.ofNanos(left));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return answer.getAsBoolean();
    }
  }

  /** Names the log. */
  public String origin() {
    return keys.origin();
  }

  /** The newest cosigned head that this node computed itself. */
  public Optional<CosignedHead> head() {
    return view.head().map(LogView.Head::cosigned);
  }

  /** Why the log can decide nothing now, as a stable code; empty where it can. */
  public Optional<String> unavailable() {
    if (view.broken().isPresent()) {
      return Optional.of("logged.contradicted");
    }
    Optional<LogView.Head> head = view.head();
    Optional<String> stopped =
        switch (worker.standing()) {
          case LogStanding.Starting ignored -> Optional.of("logged.stale");
          // what was lost may have taken something back
          case LogStanding.RolledBack ignored -> Optional.of("logged.rolled_back");
          case LogStanding.Halted ignored -> Optional.of("logged.contradicted");
          case LogStanding.Running ignored -> Optional.empty();
          case LogStanding.Waiting ignored -> Optional.empty();
        };
    if (stopped.isPresent()) {
      return stopped;
    }
    if (head.map(LogView.Head::size).orElse(0L) < worker.seenAtStart()) {
      return Optional.of("logged.stale"); // a witness cosigned more than is served here
    }
    Instant now = clock.instant();
    boolean isStale =
        head.filter(h -> h.readAt().plus(FRESH).isBefore(now) || h.isOlderThan(config.stale(), now))
            .isPresent();
    return isStale ? Optional.of("logged.stale") : Optional.empty();
  }

  /**
   * How many entries the log is shown to have had by a time: the size of the largest head that
   * enough witnesses had cosigned before it, 0 where there was none.
   */
  public long sizeBy(Instant time) {
    return head().map(now -> inTime.sizeBy(time, now)).orElse(0L);
  }

  /** The logged entries about the keys of an institution, in the order of the log. */
  public List<Logged> aboutKeys(int institution) {
    return view.aboutKeys(institution);
  }

  /**
   * What happened to the credentials of a status list after their issue, in the order of the log;
   * empty where the log can decide nothing now.
   */
  public Optional<List<LogEntry>> laterOfList(int list) {
    return unavailable().isPresent() ? Optional.empty() : Optional.of(view.laterOfList(list));
  }

  /**
   * The first logged entry of something other than a credential: a statement, a list, a bundle. An
   * entry of another type or under another institution's number with the same digest is another.
   */
  public Optional<Logged> about(EntryType type, int institution, Digest digest) {
    return view.about(type, institution, digest);
  }

  /** The first logged entry about the keys of an institution with this digest, added or taken. */
  public Optional<Logged> aboutKeys(int institution, Digest digest) {
    return view.about(EntryType.KEY_ADDED, institution, digest);
  }

  /**
   * Whether entries are in the log, each proved; an answer for each.
   *
   * @param issued entries of credentials, in their final bytes
   */
  public Map<LogEntry, Inclusion> inclusions(Collection<LogEntry> issued) {
    Map<LogEntry, Inclusion> answers = new HashMap<>();
    Optional<String> unavailable = unavailable();
    Optional<LogView.Head> head = view.head();
    if (unavailable.isPresent() || head.isEmpty()) {
      Inclusion answer =
          unavailable.<Inclusion>map(Inclusion.Unavailable::new).orElseGet(Inclusion.Absent::new);
      issued.forEach(e -> answers.put(e, answer));
      return answers;
    }
    Map<Digest, LogEntry> unproved = new HashMap<>();
    for (LogEntry entry : issued) {
      Digest leaf = MerkleTree.leaf(entry.encode());
      Long index = proved.get(leaf);
      if (index == null) {
        unproved.put(leaf, entry);
      } else {
        answers.put(entry, included(entry, index, head.get()));
      }
    }
    if (!unproved.isEmpty()) {
      Map<Digest, Long> indexes = store.indexes(unproved.keySet());
      unproved.forEach(
          (leaf, entry) -> answers.put(entry, prove(leaf, entry, indexes.get(leaf), head.get())));
    }
    return answers;
  }

  private Inclusion prove(Digest leaf, LogEntry entry, @Nullable Long index, LogView.Head head) {
    if (index == null || index >= head.size()) {
      return new Inclusion.Absent();
    }
    try {
      List<Digest> path = new TreeProofs(tiles, head.size()).inclusion(index);
      if (MerkleTree.rootFrom(leaf, index, head.size(), path).equals(head.root())) {
        proved.put(leaf, index);
        return included(entry, index, head);
      }
    } catch (InvalidProof | LogHalted e) {
      tiles.forget();
      return new Inclusion.Unavailable("logged.contradicted");
    }
    tiles.forget(); // what was read does not lead to the head; a repaired store is read anew
    return new Inclusion.Unavailable("logged.contradicted");
  }

  private Inclusion included(LogEntry entry, long index, LogView.Head head) {
    Instant cosignedAt = head.cosigned().latest();
    return new Inclusion.Included(
        index, head.size(), cosignedAt, view.later(Digest.sha256(entry.encode())));
  }

  /**
   * The proof that travels with a credential (C2SP tlog-proof): checked before it is given out.
   *
   * @return empty where the entry is under no cosigned head yet
   */
  public Optional<TlogProof> proof(LogEntry entry) {
    Optional<LogView.Head> head = view.head();
    Inclusion inclusion = inclusions(List.of(entry)).get(entry);
    if (head.isEmpty() || !(inclusion instanceof Inclusion.Included included)) {
      return Optional.empty();
    }
    long size = head.get().size();
    if (included.index() >= size) {
      return Optional.empty();
    }
    List<Digest> path;
    try {
      path = new TreeProofs(tiles, size).inclusion(included.index());
      Digest leaf = MerkleTree.leaf(entry.encode());
      if (!MerkleTree.rootFrom(leaf, included.index(), size, path).equals(head.get().root())) {
        return Optional.empty();
      }
    } catch (InvalidProof | LogHalted e) {
      return Optional.empty(); // the stored tiles were damaged; nothing false is given out
    }
    return Optional.of(
        new TlogProof(
            Optional.of(entry.encode()), included.index(), path, head.get().cosigned().note()));
  }
}
