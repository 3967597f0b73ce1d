package vn.sogoc.bench;

import java.util.concurrent.TimeUnit;

/** How often per second something is done by one thread. */
final class Rate {
  private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(1_000);
  private static final int ROUNDS = 5;
  private static final int AT_ONCE = 64;

  /** One repetition; the result is looked at, so that no compiler takes the work away. */
  @FunctionalInterface
  interface Work {
    Object once();
  }

  /**
   * The rates of two works, each the best of several windows. The windows alternate, so that a
   * machine that is busy for a while slows both.
   */
  record Pair(double first, double second) {}

  private Rate() {}

  static Pair of(Work first, Work second) {
    window(first);
    window(second);
    double bestFirst = 0;
    double bestSecond = 0;
    for (int round = 0; round < ROUNDS; round++) {
      bestFirst = Math.max(bestFirst, window(first));
      bestSecond = Math.max(bestSecond, window(second));
    }
    return new Pair(bestFirst, bestSecond);
  }

  private static double window(Work work) {
    long start = System.nanoTime();
    long count = 0;
    long seen = 0;
    while (System.nanoTime() - start < WINDOW_NANOS) {
      for (int i = 0; i < AT_ONCE; i++) {
        seen += work.once().hashCode() & 1;
      }
      count += AT_ONCE;
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    if (seen > count) {
      throw new IllegalStateException("cannot be; keeps the results in use");
    }
    return count / seconds;
  }
}
