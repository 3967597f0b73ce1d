package vn.sogoc.tlog;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Bytes;

/**
 * The times that entries name, in the order of the log. Entries come in as they are committed, so
 * one that lies far behind those before it, or in the future, was dated by hand or by a clock that
 * went wrong; it gets no index. How far is what nodes and long transactions may be apart.
 *
 * <p>The log's thread owns what is remembered. A restart looks at the last entries of the store.
 */
@ApplicationScoped
class EntryTimes {
  /** An entry is at most this far ahead of our clock. */
  static final Duration AHEAD = Duration.ofMinutes(5);

  private static final Duration AGAIN = Duration.ofMinutes(1);
  private static final Logger LOG = Logger.getLogger(EntryTimes.class);

  /** The latest time so far; {@link Instant#EPOCH} of an empty log. */
  record Latest(Instant time) {}

  private final Clock clock;
  private volatile @Nullable Latest known;
  private volatile Instant told = Instant.EPOCH;

  EntryTimes(Clock clock) {
    this.clock = clock;
  }

  /**
   * The latest time so far.
   *
   * @param last the last entries of the store, asked for only by a process that knows nothing yet
   */
  Latest latest(Supplier<List<byte[]>> last) {
    Latest before = known;
    return before != null
        ? before
        : last.get().stream()
            .map(EntryTimes::time)
            .reduce(new Latest(Instant.EPOCH), (a, b) -> a.time().isAfter(b.time()) ? a : b);
  }

  /**
   * The latest time once an entry has come in.
   *
   * @throws EntryNotTaken where it must not come in
   */
  Latest next(Latest latest, LogEntry entry, UUID event) {
    Instant time = entry.time();
    Instant now = clock.instant();
    if (time.isBefore(latest.time().minus(LogEntry.MOST_BEHIND)) || time.isAfter(now.plus(AHEAD))) {
      tell(event, now, time, latest.time());
      throw new EntryNotTaken("an entry that waits names a time it cannot have: " + time);
    }
    return time.isAfter(latest.time()) ? new Latest(time) : latest;
  }

  /** What was sequenced. Should the commit fail the bound is a little stricter than it must be. */
  void remember(Latest latest) {
    known = latest;
  }

  /** Once a minute; the same entry is looked at again and again. */
  private void tell(UUID event, Instant now, Instant time, Instant latest) {
    if (now.isAfter(told.plus(AGAIN))) {
      told = now;
      LOG.errorf(
          "alarm: the waiting entry of event %s names the time %s; the log is at %s, the clock at %s",
          event, time, latest, now);
    }
  }

  private static Latest time(byte[] entry) {
    try {
      return new Latest(LogEntry.parse(Bytes.of(entry)).time());
    } catch (MalformedEntry e) {
      throw new LogHalted("a stored entry is not an entry: " + e.getMessage());
    }
  }
}
