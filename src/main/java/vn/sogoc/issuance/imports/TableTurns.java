package vn.sogoc.issuance.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.http.HttpProblem;

/**
 * Lets few requests of a node open an uploaded table at once, and one of an institution: the texts
 * that a workbook shares may take 128 MB while it is open. Downloads have turns of their own, since
 * whoever takes one slowly keeps its table open.
 */
@ApplicationScoped
class TableTurns {
  private static final int AT_ONCE = 2;
  private static final int MOST_WAITING = 10;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private final Turns looks;
  private final Turns downloads;

  TableTurns() {
    this(LONGEST_WAIT);
  }

  TableTurns(Duration longestWait) {
    this.looks = new Turns(longestWait);
    this.downloads = new Turns(longestWait);
  }

  /** A turn that somebody has. */
  interface Turn {
    /** Ends it; once. */
    void end();
  }

  /**
   * A turn to look at a file.
   *
   * @throws Refusal to be asked again where none was free in time
   */
  Turn toLook(int institution) {
    return looks.take(institution);
  }

  /**
   * A turn to write a table out.
   *
   * @throws Refusal to be asked again where none was free in time
   */
  Turn toDownload(int institution) {
    return downloads.take(institution);
  }

  private static final class Turns {
    private final Semaphore all = new Semaphore(AT_ONCE, true);
    private final Semaphore places = new Semaphore(AT_ONCE + MOST_WAITING);
    private final Map<Integer, Semaphore> own = new ConcurrentHashMap<>();
    private final Duration longestWait;

    Turns(Duration longestWait) {
      this.longestWait = longestWait;
    }

    Turn take(int institution) {
      long end = System.nanoTime() + longestWait.toNanos();
      Semaphore ours = own.computeIfAbsent(institution, i -> new Semaphore(1, true));
      if (!places.tryAcquire()) {
        throw busy();
      }
      boolean hasOwn = false;
      boolean hasAll = false;
      try {
        hasOwn = ours.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        hasAll = hasOwn && all.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        if (!hasAll) {
          if (hasOwn) {
            ours.release();
          }
          places.release();
        }
      }
      if (!hasAll) {
        throw busy();
      }
      return () -> {
        all.release();
        ours.release();
        places.release();
      };
    }

    private static Refusal busy() {
      return new Refusal(
          HttpProblem.UNAVAILABLE, "other lists are being looked at; try again shortly");
    }
  }
}
