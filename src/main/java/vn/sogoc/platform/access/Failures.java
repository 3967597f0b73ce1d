package vn.sogoc.platform.access;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts failed sign-ins by key and forgets them after a while. Bounded: the oldest counters go
 * first, so that a flood of made-up names costs a fixed amount of memory. In this process only; a
 * restart forgets, and each node counts for itself.
 */
final class Failures {
  private static final int LARGEST = 20_000;

  private final int allowed;
  private final Duration memory;
  private final Map<String, Counter> counters =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Counter> eldest) {
          return size() > LARGEST;
        }
      };

  private record Counter(int failures, Instant until) implements java.io.Serializable {
    private static final long serialVersionUID = 1L;
  }

  Failures(int allowed, Duration memory) {
    this.allowed = allowed;
    this.memory = memory;
  }

  /**
   * Counts an attempt before anybody knows how it ends, so that many at once are many; false, and
   * not counted, where no more are allowed.
   */
  synchronized boolean tryAdd(String key, Instant now) {
    Counter counter = counters.remove(key);
    int before = counter == null || !now.isBefore(counter.until()) ? 0 : counter.failures();
    if (counter != null && before >= allowed) {
      counters.put(key, counter);
      return false;
    }
    counters.put(key, new Counter(before + 1, now.plus(memory)));
    return true;
  }

  /** The attempt was none, or did not fail. */
  synchronized void takeBack(String key) {
    counters.computeIfPresent(
        key, (ignored, c) -> c.failures() > 1 ? new Counter(c.failures() - 1, c.until()) : null);
  }

  synchronized void forget(String key) {
    counters.remove(key);
  }
}
