package vn.sogoc.platform;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Does something again and again, on one thread of its own that keeps no process alive, until it is
 * stopped. What one tick fails at is said in the log and tried again at the next.
 */
public final class Ticking {
  private static final Logger LOG = Logger.getLogger(Ticking.class);

  private final String name;
  private final Runnable work;
  private Optional<ScheduledExecutorService> executor = Optional.empty();

  /**
   * Not begun yet.
   *
   * @param name of the thread, and in the log
   */
  public Ticking(String name, Runnable work) {
    this.name = name;
    this.work = work;
  }

  /** Begins; not at all where the time between is zero. */
  public void start(Duration between) {
    long millis = between.toMillis();
    if (millis > 0) {
      ScheduledExecutorService started =
          Executors.newSingleThreadScheduledExecutor(
              run -> {
                Thread thread = new Thread(run, name);
                thread.setDaemon(true);
                return thread;
              });
      var unused =
          started.scheduleWithFixedDelay(this::tick, millis, millis, TimeUnit.MILLISECONDS);
      executor = Optional.of(started);
    }
  }

  /** Ends, in the middle of a tick too. */
  public void stop() {
    executor.ifPresent(ScheduledExecutorService::shutdownNow);
  }

  private void tick() {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.errorf(e, "%s: this time it could not be done; it is tried again", name);
    }
  }
}
