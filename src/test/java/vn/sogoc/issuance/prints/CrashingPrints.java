package vn.sogoc.issuance.prints;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import vn.sogoc.kernel.PublicId;

/** Lets the job of any print die once at a point, and counts how often it gets to one. */
@Singleton
public class CrashingPrints implements PrintSteps {
  private final Map<Point, AtomicInteger> left = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> reached = new ConcurrentHashMap<>();
  private final Prints prints;

  CrashingPrints(Prints prints) {
    this.prints = prints;
  }

  /** The so many-th time that a chunk was kept, the job dies after it. */
  public void crashAfterChunk(int nth) {
    left.put(Point.AFTER_CHUNK, new AtomicInteger(nth));
  }

  /** Before its transaction ends. */
  public void crashInsideChunk(int nth) {
    left.put(Point.INSIDE_CHUNK, new AtomicInteger(nth));
  }

  /** When all is drawn. */
  public void crashBeforeEnd() {
    left.put(Point.BEFORE_END, new AtomicInteger(1));
  }

  /** How many chunks of a print were drawn. */
  public int chunks(String print) {
    return reached.getOrDefault(print + Point.AFTER_CHUNK, new AtomicInteger()).get();
  }

  /** Lets go of what is over at a time. */
  public void sweep(Instant now) {
    while (prints.sweepOne(now)) {
      // each in a transaction of its own
    }
  }

  @Override
  public void reached(Point point, PublicId print) {
    reached
        .computeIfAbsent(print.toString() + point, none -> new AtomicInteger())
        .incrementAndGet();
    AtomicInteger count = left.get(point);
    if (count != null && count.decrementAndGet() == 0) {
      left.remove(point);
      throw new Crash(point);
    }
  }

  /** Not an exception that anything handles. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash(Point point) {
      super("crash at " + point, null, false, false);
    }
  }
}
