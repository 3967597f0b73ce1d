package vn.sogoc.tlog;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.merkle.TreeEdge;
import vn.sogoc.crypto.merkle.TreeProofs;
import vn.sogoc.crypto.note.Checkpoint;
import vn.sogoc.crypto.note.MalformedNote;
import vn.sogoc.crypto.note.NoteKey;
import vn.sogoc.crypto.note.SignatureLine;
import vn.sogoc.crypto.note.SignedNote;
import vn.sogoc.crypto.note.WitnessPolicy;
import vn.sogoc.kernel.Digest;
import vn.sogoc.tlog.witness.WitnessClient;

/**
 * Signs what is committed, asks the witnesses, publishes what enough of them cosigned. The one
 * thread of {@link LogWorker} owns it. A crash between signing and publishing leaves a signed head
 * that the next run takes up with the same bytes.
 */
@ApplicationScoped
class LogPublisher {
  private static final Logger LOG = Logger.getLogger(LogPublisher.class);
  private static final int MOST_TRIES = 3;

  /** A time that this node does not remember is signed only when it is of about now. */
  private static final Duration MOST_APART = Duration.ofDays(1);

  /** What is remembered before the first head. */
  private static final SignedMemory.Last NOTHING =
      new SignedMemory.Last(0, TreeEdge.empty().root(), Optional.empty());

  private final LogStore store;
  private final LogHeads heads;
  private final LogTiles tiles;
  private final LogKeys keys;
  private final SignedMemory memory;
  private final LogFrontier frontier;
  private final LogSteps steps;
  private final LogConfig config;
  private final Clock clock;
  private final List<WitnessClient> witnesses;
  private final ExecutorService threads;
  private final Map<WitnessClient, Long> cosigned = new HashMap<>();
  private volatile long seenAtStart;

  LogPublisher(
      LogStore store,
      LogHeads heads,
      LogTiles tiles,
      LogKeys keys,
      SignedMemory memory,
      LogFrontier frontier,
      LogSteps steps,
      LogConfig config,
      Clock clock) {
    this.store = store;
    this.heads = heads;
    this.tiles = tiles;
    this.keys = keys;
    this.memory = memory;
    this.frontier = frontier;
    this.steps = steps;
    this.config = config;
    this.clock = clock;
    List<NoteKey> witnessKeys =
        keys.policy().witnesses().stream().map(WitnessPolicy.Witness::key).toList();
    this.witnesses =
        config.witnesses().orElse(List.of()).stream()
            .map(uri -> new WitnessClient(uri, witnessKeys, config.witnessTimeout()))
            .toList();
    this.threads =
        Executors.newFixedThreadPool(
            Math.max(1, witnesses.size()),
            work -> {
              Thread thread = new Thread(work, "witness");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** One round; says how the log stands after it. */
  LogStanding step(LogStanding before) throws InterruptedException {
    LogStore.State state = store.state();
    Instant now = clock.instant();
    Optional<LogHeads.Stored> published = heads.published();
    boolean isPublished = published.filter(p -> p.size() == state.size()).isPresent();
    boolean isFresh =
        published
            .flatMap(this::cosignedAt)
            .filter(at -> Duration.between(at, now).abs().compareTo(config.refresh()) < 0)
            .isPresent();
    if (state.size() == 0 || (isPublished && isFresh)) {
      // for a moment that is usual; for longer somebody keeps the sequencer from its work
      return store.isAnythingWaiting()
          ? waiting(before, now, "entries wait for an index")
          : new LogStanding.Running();
    }
    return publish(state, before, now);
  }

  /**
   * Before this process sequences or signs anything: what it signed itself and what the witnesses
   * saw last must be in what we store. An older copy of the database is found here, before an index
   * is given a second time.
   *
   * <p>A witness is known by its key. Whoever answers under a witness's address counts with a head
   * that this witness cosigned; that it knows no such log is an answer only while nothing was ever
   * published.
   *
   * @return {@link LogStanding.Starting} while too few witnesses answer
   */
  LogStanding gate() throws InterruptedException {
    LogStore.State state = store.state();
    Optional<SignedMemory.Last> own = memory.last();
    Optional<LogStanding> forgotten =
        own.flatMap(last -> behind(state, "this node signed", last.size(), last.root()));
    if (forgotten.isPresent()) {
      return forgotten.get();
    }
    Set<String> answered = new HashSet<>();
    int strangers = 0;
    long seen = 0;
    @Nullable SignedNote largest = null;
    for (Optional<WitnessClient.Memory> answer : all(w -> w.latest(keys.origin()))) {
      if (answer.isEmpty()) {
        continue;
      }
      Optional<SignedNote> note = answer.get().note();
      if (note.isEmpty()) {
        strangers++;
        continue;
      }
      Set<String> witness = keys.policy().cosigners(note.get());
      Optional<Checkpoint> theirs = ours(note.get());
      if (witness.isEmpty() || theirs.isEmpty()) {
        continue; // not of a witness of the policy, or not of this log
      }
      answered.addAll(witness);
      Optional<LogStanding> stopped =
          behind(state, "a witness saw", theirs.get().size(), theirs.get().root());
      if (stopped.isPresent()) {
        return stopped.get();
      }
      if (theirs.get().size() >= seen) {
        seen = theirs.get().size();
        largest = note.get();
      }
    }
    seenAtStart = Math.max(seenAtStart, seen);
    boolean isNew = heads.published().isEmpty() && largest == null;
    boolean isEnough =
        witnesses.isEmpty()
            || keys.policy().isInEveryQuorum(answered)
            || (isNew && strangers * 2 > witnesses.size());
    if (!isEnough) {
      return new LogStanding.Starting("too few witnesses show what they cosigned last");
    }
    if (own.isEmpty() && largest != null) {
      LOG.warnf(
          "this node does not remember what it signed; it learned from its witnesses that a head of"
              + " %d entries was",
          seen);
      memory.remember(largest);
    }
    return new LogStanding.Running();
  }

  /** The largest head that a witness showed at the gate; what is served must have come so far. */
  long seenAtStart() {
    return seenAtStart;
  }

  private Optional<LogStanding> behind(LogStore.State state, String who, long size, Digest root) {
    if (size > state.size()) {
      LOG.errorf(
          "alarm: the store has %d entries, %s a signed head of %d; nothing is signed",
          state.size(), who, size);
      return Optional.of(new LogStanding.RolledBack(state.size(), size));
    }
    Digest ours = new TreeProofs(tiles, size).root();
    return ours.equals(root)
        ? Optional.empty()
        : Optional.of(halted(who + " another history at size " + size));
  }

  private LogStanding publish(LogStore.State state, LogStanding before, Instant now)
      throws InterruptedException {
    SignedMemory.Last last = memory.last().orElse(NOTHING);
    if (last.size() > state.size()) {
      LOG.errorf(
          "alarm: the store has %d entries, this node signed a head of %d; nothing is signed",
          state.size(), last.size());
      return new LogStanding.RolledBack(state.size(), last.size());
    }
    Digest root = frontier.root(state.size(), last);
    if (!root.equals(state.root())) {
      return halted("the state at size " + state.size() + " has another root than its entries");
    }
    steps.reached(LogSteps.Point.BEFORE_SIGN);
    Signed mine = sign(state.size(), root, last, now);
    LogHeads.Stored head = mine.kept();
    steps.reached(LogSteps.Point.AFTER_SIGN);
    SignedNote note;
    try {
      note = SignedNote.parse(head.note());
    } catch (MalformedNote e) {
      return halted("the stored head of size " + head.size() + " is damaged");
    }
    // The stored lines go nowhere: what was signed here a moment ago does.
    SignedNote signed = mine.note();
    if (!signed.text().equals(note.text())) {
      return halted("the stored head of size " + head.size() + " says something else");
    }
    HeadProofs proofs = new HeadProofs(frontier.tiles(state.size()), state.size());
    List<WitnessOutcome> outcomes = all(w -> ask(w, signed, proofs));
    steps.reached(LogSteps.Point.AFTER_WITNESSES);
    SignedNote own = signed;
    for (WitnessOutcome outcome : outcomes) {
      switch (outcome) {
        case WitnessOutcome.Lines lines -> {
          for (SignatureLine line : lines.lines()) {
            own = own.with(line);
          }
        }
        case WitnessOutcome.Ahead ahead -> {
          Checkpoint seen = ahead.seen();
          Optional<LogStanding> stopped =
              behind(store.state(), "a witness saw", seen.size(), seen.root());
          if (stopped.isPresent()) {
            return stopped.get();
          }
        }
        case WitnessOutcome.Silent silent -> LOG.debugf("witness: %s", silent.why());
      }
    }
    if (keys.judge(own) instanceof WitnessPolicy.Judgement.Refused refused) {
      return waiting(before, now, refused.reason());
    }
    heads.publish(state.size(), own, now);
    steps.reached(LogSteps.Point.AFTER_PUBLISH);
    return new LogStanding.Running();
  }

  /**
   * The head of a size: remembered outside of the database, then kept in it. A size that was signed
   * before keeps its time, and so its bytes.
   */
  private Signed sign(long size, Digest root, SignedMemory.Last last, Instant now) {
    Optional<LogHeads.Stored> there = heads.of(size).filter(h -> h.root().equals(root));
    Optional<Instant> remembered = last.size() == size ? last.signedAt() : Optional.empty();
    Instant at = remembered.or(() -> there.map(LogHeads.Stored::signedAt)).orElse(now);
    if (Duration.between(at, now).abs().compareTo(MOST_APART) > 0 && remembered.isEmpty()) {
      throw new LogHalted("the row of size " + size + " says it was signed at " + at);
    }
    SignedNote signed = keys.sign(size, root, at);
    if (last.size() < size) {
      memory.remember(signed);
      steps.reached(LogSteps.Point.AFTER_REMEMBER);
    }
    LogHeads.Stored kept = there.orElseGet(() -> heads.keep(size, root, signed, at));
    return new Signed(
        new LogHeads.Stored(kept.size(), kept.root(), kept.note(), at, kept.cosignedAt()), signed);
  }

  /** A head as it is stored, and the note that was signed of it in this round. */
  private record Signed(LogHeads.Stored kept, SignedNote note) {}

  /** When the witnesses cosigned a stored head, by their own word and not by the row's. */
  private Optional<Instant> cosignedAt(LogHeads.Stored head) {
    try {
      return keys.judge(SignedNote.parse(head.note()))
              instanceof WitnessPolicy.Judgement.Accepted good
          ? Optional.of(good.head().earliest())
          : Optional.empty();
    } catch (MalformedNote e) {
      LOG.errorf("alarm: the published head of size %d is damaged", head.size());
      return Optional.empty();
    }
  }

  /** What came of asking one witness. */
  private sealed interface WitnessOutcome {
    record Lines(List<SignatureLine> lines) implements WitnessOutcome {}

    record Ahead(Checkpoint seen) implements WitnessOutcome {}

    record Silent(String why) implements WitnessOutcome {}
  }

  private WitnessOutcome ask(WitnessClient witness, SignedNote note, HeadProofs proofs) {
    long size = proofs.size();
    long old = known(witness);
    for (int i = 0; i < MOST_TRIES; i++) {
      switch (witness.add(note, Math.min(old, size), proofs.from(old))) {
        case WitnessClient.Answer.Cosigned c -> {
          know(witness, size);
          return new WitnessOutcome.Lines(c.lines());
        }
        case WitnessClient.Answer.Conflict c -> {
          if (c.size() > size || (c.size() == size && old == size)) {
            return ahead(witness);
          }
          old = c.size();
        }
        case WitnessClient.Answer.Refused r -> {
          // its word that this is another history counts with the head that it saw, signed by us
          return r.status() == 422
              ? ahead(witness)
              : new WitnessOutcome.Silent("answered " + r.status());
        }
        case WitnessClient.Answer.Unreachable u -> {
          return new WitnessOutcome.Silent(u.reason());
        }
      }
    }
    return new WitnessOutcome.Silent("its size changed while it was asked");
  }

  /** A witness that claims a larger size shows the head that we signed, or is not believed. */
  private WitnessOutcome ahead(WitnessClient witness) {
    return witness
        .latest(keys.origin())
        .flatMap(WitnessClient.Memory::note)
        .flatMap(this::ours)
        .<WitnessOutcome>map(WitnessOutcome.Ahead::new)
        .orElse(new WitnessOutcome.Silent("claims a head that we never signed"));
  }

  /** The checkpoint of a note that this log's own key signed. */
  private Optional<Checkpoint> ours(SignedNote note) {
    try {
      Checkpoint checkpoint = Checkpoint.parse(note.text());
      boolean isOurs =
          checkpoint.origin().equals(keys.origin())
              && keys.policy().logs().stream().anyMatch(l -> l.key().verify(note).isPresent());
      return isOurs ? Optional.of(checkpoint) : Optional.empty();
    } catch (MalformedNote e) {
      return Optional.empty();
    }
  }

  private synchronized long known(WitnessClient witness) {
    return cosigned.getOrDefault(witness, 0L);
  }

  private synchronized void know(WitnessClient witness, long size) {
    cosigned.put(witness, size);
  }

  private <T> List<T> all(Function<WitnessClient, T> question) throws InterruptedException {
    List<Callable<T>> calls = new ArrayList<>();
    witnesses.forEach(w -> calls.add(() -> question.apply(w)));
    List<T> answers = new ArrayList<>();
    for (Future<T> future : threads.invokeAll(calls)) {
      try {
        answers.add(future.get());
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException cause
            ? cause
            : new IllegalStateException(e.getCause());
      }
    }
    return answers;
  }

  private static LogStanding waiting(LogStanding before, Instant now, String reason) {
    Instant since = before instanceof LogStanding.Waiting earlier ? earlier.since() : now;
    return new LogStanding.Waiting(since, reason);
  }

  private static LogStanding halted(String reason) {
    LOG.errorf("alarm: the log is halted: %s", reason);
    return new LogStanding.Halted(reason);
  }
}
