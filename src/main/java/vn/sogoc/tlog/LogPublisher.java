package vn.sogoc.tlog;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jboss.logging.Logger;
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

  private final LogStore store;
  private final LogHeads heads;
  private final LogTiles tiles;
  private final LogKeys keys;
  private final LogConfig config;
  private final Clock clock;
  private final List<WitnessClient> witnesses;
  private final ExecutorService threads;
  private final Map<WitnessClient, Long> cosigned = new HashMap<>();
  private volatile long seenAtStart;

  LogPublisher(
      LogStore store, LogHeads heads, LogTiles tiles, LogKeys keys, LogConfig config, Clock clock) {
    this.store = store;
    this.heads = heads;
    this.tiles = tiles;
    this.keys = keys;
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
            .flatMap(LogHeads.Stored::cosignedAt)
            .filter(at -> !at.isAfter(now) && at.plus(config.refresh()).isAfter(now))
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
   * Before this process sequences or signs anything: what the witnesses saw last must be in what we
   * store. An older copy of the database is found here, before an index is given a second time.
   *
   * @return {@link LogStanding.Starting} while too few witnesses answer
   */
  LogStanding gate() throws InterruptedException {
    LogStore.State state = store.state();
    int answered = 0;
    for (Optional<WitnessClient.Memory> memory : all(w -> w.latest(keys.origin()))) {
      if (memory.isEmpty()) {
        continue;
      }
      answered++;
      Optional<Checkpoint> theirs = memory.get().note().flatMap(this::ours);
      if (theirs.isPresent()) {
        Optional<LogStanding> stopped = behind(state, theirs.get());
        if (stopped.isPresent()) {
          return stopped.get();
        }
        seenAtStart = Math.max(seenAtStart, theirs.get().size());
      }
    }
    return answered * 2 > witnesses.size() || witnesses.isEmpty()
        ? new LogStanding.Running()
        : new LogStanding.Starting("half of the witnesses or more do not answer");
  }

  /** The largest head that a witness showed at the gate; what is served must have come so far. */
  long seenAtStart() {
    return seenAtStart;
  }

  private Optional<LogStanding> behind(LogStore.State state, Checkpoint theirs) {
    if (theirs.size() > state.size()) {
      LOG.errorf(
          "alarm: the store has %d entries, a witness saw a signed head of %d; nothing is signed",
          state.size(), theirs.size());
      return Optional.of(new LogStanding.RolledBack(state.size(), theirs.size()));
    }
    Digest ours = new TreeProofs(tiles, theirs.size()).root();
    return ours.equals(theirs.root())
        ? Optional.empty()
        : Optional.of(halted("a witness saw another history at size " + theirs.size()));
  }

  private LogStanding publish(LogStore.State state, LogStanding before, Instant now)
      throws InterruptedException {
    LogHeads.Stored head =
        heads
            .of(state.size())
            .filter(h -> h.root().equals(state.root()))
            .orElseGet(
                () ->
                    heads.keep(
                        state.size(),
                        state.root(),
                        keys.sign(state.size(), state.root(), now),
                        now));
    SignedNote note;
    try {
      note = SignedNote.parse(head.note());
    } catch (MalformedNote e) {
      return halted("the stored head of size " + head.size() + " is damaged");
    }
    // Signed anew: the stored lines are ours only if they are the same bytes.
    SignedNote signed = keys.sign(head.size(), head.root(), head.signedAt());
    if (!signed.text().equals(note.text())) {
      return halted("the stored head of size " + head.size() + " says something else");
    }
    List<WitnessOutcome> outcomes = all(w -> ask(w, signed, state.size()));
    SignedNote own = signed;
    for (WitnessOutcome outcome : outcomes) {
      switch (outcome) {
        case WitnessOutcome.Lines lines -> {
          for (SignatureLine line : lines.lines()) {
            own = own.with(line);
          }
        }
        case WitnessOutcome.Ahead ahead -> {
          Optional<LogStanding> stopped = behind(store.state(), ahead.seen());
          if (stopped.isPresent()) {
            return stopped.get();
          }
        }
        case WitnessOutcome.Silent silent -> LOG.debugf("witness: %s", silent.why());
      }
    }
    Optional<String> missing = keys.policy().reason(own);
    if (missing.isPresent()) {
      return waiting(before, now, missing.get());
    }
    heads.publish(state.size(), own, now);
    return new LogStanding.Running();
  }

  /** What came of asking one witness. */
  private sealed interface WitnessOutcome {
    record Lines(List<SignatureLine> lines) implements WitnessOutcome {}

    record Ahead(Checkpoint seen) implements WitnessOutcome {}

    record Silent(String why) implements WitnessOutcome {}
  }

  private WitnessOutcome ask(WitnessClient witness, SignedNote note, long size) {
    long old = known(witness);
    for (int i = 0; i < MOST_TRIES; i++) {
      List<Digest> proof =
          old > 0 && old < size ? new TreeProofs(tiles, size).consistency(old) : List.of();
      switch (witness.add(note, Math.min(old, size), proof)) {
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
