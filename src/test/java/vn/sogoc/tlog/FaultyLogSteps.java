package vn.sogoc.tlog;

import jakarta.inject.Singleton;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Lets the log's thread fail at points that a seed chooses, until it is told to stop. */
@Singleton
public class FaultyLogSteps implements LogSteps {
  private final AtomicInteger failed = new AtomicInteger();
  private @Nullable Random random;
  private int inHundred;

  /** From now on so many in a hundred points fail. */
  public synchronized void arm(long seed, int perHundred) {
    random = new Random(seed);
    inHundred = perHundred;
  }

  /** Nothing fails any more. */
  public synchronized void disarm() {
    random = null;
  }

  /** How many points failed so far. */
  public int failed() {
    return failed.get();
  }

  @Override
  public void reached(Point point) {
    synchronized (this) {
      if (random == null || random.nextInt(100) >= inHundred) {
        return;
      }
    }
    failed.incrementAndGet();
    throw new IllegalStateException("a fault at " + point);
  }
}
