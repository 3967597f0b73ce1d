package vn.sogoc.report;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.MalformedRecord;
import vn.sogoc.credential.RecordCodec;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.register.NumberBook;
import vn.sogoc.register.NumberSpan;
import vn.sogoc.register.Register;
import vn.sogoc.register.RegisterEvidence;
import vn.sogoc.report.YearTallyStore.Place;

/**
 * Counts a year's signed records. What was counted is kept, since neither records nor numbers
 * change, and only what is new is read. A few rows are counted while somebody waits; many by one
 * thread of this node in the background, which keeps what it has after each {@value #CHUNK} rows: a
 * crash loses the last of them, and whoever asks next goes on there. Two nodes that count at once
 * do the same work twice and come to the same figures.
 */
@ApplicationScoped
class YearTallies {
  private static final Logger LOG = Logger.getLogger(YearTallies.class);
  private static final int PAGE = 500;
  private static final int CHUNK = 5_000;

  /** What somebody waits for, well under a second. */
  private static final int AT_ONCE = 1_000;

  private final Register register;
  private final RecordCodec codec;
  private final YearTallyStore kept;
  private final Set<Place> counting = ConcurrentHashMap.newKeySet();
  private final ExecutorService background =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "year-tallies");
            thread.setDaemon(true);
            return thread;
          });

  YearTallies(Register register, RecordCodec codec, YearTallyStore kept) {
    this.register = register;
    this.codec = codec;
    this.kept = kept;
  }

  void stop(@Observes ShutdownEvent event) {
    background.shutdownNow();
  }

  /**
   * How far a place is counted.
   *
   * @param numbers the last number that was given
   */
  record Standing(YearTally tally, int numbers, boolean isComplete) {}

  /** Counts what is new, or has it counted. */
  Standing of(Place place) {
    int numbers = 0;
    for (NumberSpan span : spans(place)) {
      numbers = Math.max(numbers, span.last());
    }
    YearTally before = kept.find(place);
    Step step = count(place, before, AT_ONCE);
    if (!step.tally().equals(before)) {
      kept.keep(place, step.tally());
    }
    if (!step.isComplete() && counting.add(place)) {
      inBackground(place);
    }
    return new Standing(step.tally(), numbers, step.isComplete());
  }

  private void inBackground(Place place) {
    try {
      background.execute(
          () -> {
            try {
              all(place);
            } catch (RuntimeException e) {
              LOG.warnf(e, "counting %s stopped; whoever asks next goes on", place);
            } finally {
              counting.remove(place);
            }
          });
    } catch (RejectedExecutionException e) { // the service is stopping
      counting.remove(place);
    }
  }

  private void all(Place place) {
    boolean isComplete = false;
    while (!isComplete && !Thread.currentThread().isInterrupted()) {
      Step step = count(place, kept.find(place), CHUNK);
      kept.keep(place, step.tally());
      isComplete = step.isComplete();
    }
  }

  private Iterable<NumberSpan> spans(Place place) {
    return register.spans(place.institution(), place.kind(), place.year());
  }

  private record Step(YearTally tally, boolean isComplete) {}

  /** Counts on from a tally, about so many rows at most. */
  private Step count(Place place, YearTally from, int most) {
    Counting to = new Counting(from);
    for (int number : from.altered()) {
      book(place, number - 1, number, to);
    }
    int left = most;
    for (NumberSpan span : spans(place)) {
      boolean waited = from.waiting().contains(span.first());
      int at = waited ? span.first() - 1 : Math.max(span.first() - 1, from.until());
      if (at >= span.last()) {
        continue;
      }
      if (span.state() == NumberBook.State.USED) {
        if (left <= 0) {
          return new Step(to.tally(), false);
        }
        // one that waited is counted whole: until is one number, and it is behind it
        int end = waited ? span.last() : Math.min(span.last(), at + left);
        book(place, at, end, to);
        left -= end - at;
        to.reached(end, waited ? span.first() : 0);
        if (end < span.last()) {
          return new Step(to.tally(), false);
        }
      } else if (span.state() == NumberBook.State.VOIDED) {
        to.reached(span.last(), waited ? span.first() : 0);
      } else if (!waited) {
        to.waits(span);
      }
    }
    return new Step(to.tally(), true);
  }

  /** Counts the entries with numbers after one and up to another. */
  private void book(Place place, int after, int until, Counting to) {
    int at = after;
    while (at < until) {
      SortedMap<Integer, RegisterEvidence> page =
          register
              .book(place.institution(), place.kind(), place.year(), at, Math.min(PAGE, until - at))
              .headMap(until + 1);
      for (Map.Entry<Integer, RegisterEvidence> one : page.entrySet()) {
        to.add(one.getKey(), claims(one.getValue()));
      }
      at = page.isEmpty() ? until : page.lastKey();
    }
  }

  private Optional<Claims> claims(RegisterEvidence evidence) {
    return switch (evidence) {
      case RegisterEvidence.Altered ignored -> Optional.empty();
      case RegisterEvidence.Recorded recorded -> {
        try {
          yield Optional.of(codec.decode(CoseSign1.parse(recorded.cose()).payload()).claims());
        } catch (MalformedCose | MalformedRecord e) {
          yield Optional.empty();
        }
      }
    };
  }
}
