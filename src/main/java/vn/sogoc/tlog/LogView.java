package vn.sogoc.tlog;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.merkle.MerkleTree;
import vn.sogoc.crypto.merkle.TreeEdge;
import vn.sogoc.crypto.note.CosignedHead;
import vn.sogoc.crypto.note.MalformedNote;
import vn.sogoc.crypto.note.SignedNote;
import vn.sogoc.crypto.note.WitnessPolicy;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * What this node knows of the log by its own computing. It reads every entry once, builds the tree
 * from nothing, and takes entries in only together with a cosigned head whose root it computed
 * itself. From then on no row of the store can take an event back or add one: what happened to a
 * credential after its issue is answered from here.
 *
 * <p>Owned by one thread, read by all. A restart reads the log again.
 */
@ApplicationScoped
class LogView {
  private static final Logger LOG = Logger.getLogger(LogView.class);
  private static final int AT_ONCE = 8192;
  private static final Queue<LogEntry> NOTHING = new ConcurrentLinkedQueue<>();

  /** What a reader may rely on. */
  record Head(CosignedHead cosigned, Instant readAt) {
    long size() {
      return cosigned.checkpoint().size();
    }

    Digest root() {
      return cosigned.checkpoint().root();
    }

    /**
     * Whether the witness that counted and cosigned first did so too long ago, or tells a time too
     * far ahead. A head that nobody confirms any more may have a successor.
     */
    boolean isOlderThan(Duration bound, Instant now) {
      return Duration.between(cosigned.earliest(), now).abs().compareTo(bound) > 0;
    }
  }

  /** What a digest is of: somebody who logs it first as something else takes no name away. */
  private record About(EntryType type, int institution, Digest digest) {}

  private final LogStore store;
  private final LogHeads heads;
  private final LogKeys keys;
  private final LogConfig config;
  private final Clock clock;
  private final Semaphore wake = new Semaphore(0);
  private final Object news = new Object();
  private final Thread thread = new Thread(this::run, "log-view");
  private final Map<Digest, List<Logged>> later = new ConcurrentHashMap<>();
  private final Map<Integer, Queue<LogEntry>> laterOfList = new ConcurrentHashMap<>();
  private final Map<Integer, List<Logged>> aboutKeys = new ConcurrentHashMap<>();
  private final Map<About, Logged> about = new ConcurrentHashMap<>();
  private final NewestVersions versions = new NewestVersions();

  /** Never changed once it is here; replaced. */
  private volatile TreeEdge edge = TreeEdge.empty();

  private volatile @Nullable Head head;
  private volatile @Nullable String broken;

  LogView(LogStore store, LogHeads heads, LogKeys keys, LogConfig config, Clock clock) {
    this.store = store;
    this.heads = heads;
    this.keys = keys;
    this.config = config;
    this.clock = clock;
    thread.setDaemon(true);
  }

  void start(@Observes @Priority(200) StartupEvent event) {
    refresh(); // what was published before is known before the first question
    thread.start();
  }

  void stop(@Observes ShutdownEvent event) {
    thread.interrupt();
  }

  /** The newest head this node computed itself; empty before the first. */
  Optional<Head> head() {
    return Optional.ofNullable(head);
  }

  /** The tree of that head; to be copied by whoever goes on from it. */
  TreeEdge edge() {
    return edge;
  }

  /** Why nothing may be concluded from the log, where that is so. */
  Optional<String> broken() {
    return Optional.ofNullable(broken);
  }

  /** What happened to a credential after its issue, in the order of the log. */
  List<Logged> later(Digest issuedEntry) {
    return later.getOrDefault(issuedEntry, List.of());
  }

  /** What happened to the credentials of a status list after their issue, in the log's order. */
  List<LogEntry> laterOfList(int list) {
    return List.copyOf(laterOfList.getOrDefault(list, NOTHING));
  }

  /** What was logged about the keys of an institution, in the order of the log. */
  List<Logged> aboutKeys(int institution) {
    return aboutKeys.getOrDefault(institution, List.of());
  }

  /**
   * The first entry of a type and an institution with this digest; keys added and withdrawn are one
   * type here. Of what comes out in ever new versions only the newest thousands are known.
   */
  Optional<Logged> about(EntryType type, int institution, Digest digest) {
    return switch (type) {
      case KEY_ADDED, KEY_WITHDRAWN ->
          Optional.ofNullable(about.get(new About(EntryType.KEY_ADDED, institution, digest)));
      case LIST_PUBLISHED ->
          Optional.ofNullable(about.get(new About(EntryType.LIST_PUBLISHED, institution, digest)));
      case STATUS_LIST, TRUST_BUNDLE, AUDIT_HEAD -> versions.find(type, institution, digest);
      case ISSUED,
          CORRECTED,
          SUPERSEDED,
          REVOKED,
          SUSPENDED,
          REINSTATED,
          DOCUMENT,
          REGISTER_COPY,
          COPY_WITHDRAWN,
          REGISTER_COVERAGE ->
          throw new IllegalArgumentException(type + " is found by its leaf");
    };
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        if (wake.tryAcquire(config.poll().toMillis(), TimeUnit.MILLISECONDS)) {
          wake.drainPermits();
        }
        refresh();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Has the view look at once: this node may have published something. */
  void nudge() {
    wake.release();
  }

  /**
   * Waits until the view knows a newer head than this one, at most so long.
   *
   * @param known the newest head the caller looked at; null before the first
   */
  void awaitNewer(@Nullable Head known, Duration longest) throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    synchronized (news) {
      for (long left = longest.toNanos();
          left > 0 && !isNewer(known);
          left = end - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(news, left);
      }
    }
  }

  private boolean isNewer(@Nullable Head known) {
    Head now = head;
    return now != null && (known == null || now.size() > known.size());
  }

  /** Takes in what was published since. */
  void refresh() {
    if (broken != null) {
      return;
    }
    try {
      Optional<LogHeads.Stored> published = heads.published();
      if (published.isEmpty()) {
        if (edge.size() > 0) {
          fail("the log had " + edge.size() + " entries and now has no published head");
        }
        return;
      }
      take(published.get());
    } catch (LogHalted e) {
      fail(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.warnf("the log cannot be read (%s); trying again", e.toString());
    }
  }

  private void take(LogHeads.Stored stored) {
    Head known = head;
    if (known != null && known.cosigned().note().encode().equals(stored.note())) {
      head = new Head(known.cosigned(), clock.instant());
      return;
    }
    CosignedHead cosigned = cosigned(stored);
    long size = cosigned.checkpoint().size();
    if (size != stored.size() || !cosigned.checkpoint().root().equals(stored.root())) {
      throw new LogHalted("the head stored for size " + stored.size() + " is that of " + size);
    }
    if (size < edge.size()) {
      fail("the log had " + edge.size() + " entries and now has " + size);
      return;
    }
    TreeEdge next = edge.copy();
    List<Logged> found = new ArrayList<>();
    while (next.size() < size) {
      long from = next.size();
      List<byte[]> entries = store.entries(from, Math.min(size, from + AT_ONCE));
      if (entries.isEmpty()) {
        throw new LogHalted("entry " + from + " of " + size + " is not stored");
      }
      for (byte[] entry : entries) {
        read(next.size(), Bytes.of(entry)).ifPresent(found::add);
        next.append(MerkleTree.leaf(Bytes.of(entry)), (tile, hashes) -> {});
      }
    }
    if (!next.root().equals(cosigned.checkpoint().root())) {
      throw new LogHalted(
          "the entries up to "
              + size
              + " have the root "
              + next.root().bytes().base64Url()
              + ", the cosigned head says "
              + cosigned.checkpoint().root().bytes().base64Url());
    }
    found.forEach(this::index);
    edge = next;
    synchronized (news) {
      head = new Head(cosigned, clock.instant());
      news.notifyAll();
    }
  }

  private CosignedHead cosigned(LogHeads.Stored stored) {
    try {
      SignedNote note = SignedNote.parse(stored.note());
      return switch (keys.judge(note)) {
        case WitnessPolicy.Judgement.Accepted good
            when good.head().checkpoint().origin().equals(keys.origin()) ->
            good.head();
        case WitnessPolicy.Judgement.Accepted ignored -> throw notGood(stored, "");
        case WitnessPolicy.Judgement.Refused refused -> throw notGood(stored, refused.reason());
      };
    } catch (MalformedNote e) {
      throw new LogHalted("the published head of size " + stored.size() + " is damaged");
    }
  }

  private static LogHalted notGood(LogHeads.Stored stored, String reason) {
    return new LogHalted("the published head of size " + stored.size() + " is not good: " + reason);
  }

  private static Optional<Logged> read(long index, Bytes content) {
    try {
      LogEntry entry = LogEntry.parse(content);
      boolean isByLeaf =
          entry.type() == EntryType.ISSUED || entry.type() == EntryType.REGISTER_COPY;
      return isByLeaf
          ? Optional.empty() // found by its leaf and proved one by one
          : Optional.of(new Logged(index, entry));
    } catch (MalformedEntry e) {
      throw new LogHalted("entry " + index + " is not an entry: " + e.getMessage());
    }
  }

  private void index(Logged logged) {
    LogEntry entry = logged.entry();
    entry
        .subject()
        .filter(
            subject -> entry.type() != EntryType.DOCUMENT) // changes nothing, and there are many
        .ifPresent(subject -> later.merge(subject, List.of(logged), LogView::joined));
    entry
        .slot()
        .ifPresent(
            slot ->
                laterOfList
                    .computeIfAbsent(slot.list(), list -> new ConcurrentLinkedQueue<>())
                    .add(entry));
    switch (entry.type()) {
      case KEY_ADDED, KEY_WITHDRAWN -> {
        // logged before: an old statement said again becomes the newest for nobody
        About key = new About(EntryType.KEY_ADDED, entry.institution(), entry.digest());
        if (about.putIfAbsent(key, logged) == null) {
          aboutKeys.merge(entry.institution(), List.of(logged), LogView::joined);
        }
      }
      case LIST_PUBLISHED ->
          about.putIfAbsent(new About(entry.type(), entry.institution(), entry.digest()), logged);
      case STATUS_LIST, TRUST_BUNDLE, AUDIT_HEAD -> versions.add(logged);
      case ISSUED,
          CORRECTED,
          SUPERSEDED,
          REVOKED,
          SUSPENDED,
          REINSTATED,
          DOCUMENT,
          REGISTER_COPY,
          COPY_WITHDRAWN,
          REGISTER_COVERAGE -> {}
    }
  }

  private static List<Logged> joined(List<Logged> before, List<Logged> one) {
    List<Logged> all = new ArrayList<>(before);
    all.addAll(one);
    return List.copyOf(all);
  }

  /** What is stored contradicts what was cosigned; this node concludes nothing any more. */
  private void fail(String reason) {
    LOG.errorf("alarm: the log as stored is not the log as cosigned: %s", reason);
    broken = reason;
  }
}
