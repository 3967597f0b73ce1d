package vn.sogoc.tlog;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * The thread of this node that sequences and publishes. Any number of nodes may have one; the lock
 * on the state lets one of them work at a time.
 */
@ApplicationScoped
class LogWorker {
  private static final Logger LOG = Logger.getLogger(LogWorker.class);
  private static final int MOST_AT_ONCE = 4096;

  /** However many entries wait, those that have their index are not kept waiting longer. */
  private static final Duration MOST_APART = Duration.ofSeconds(1);

  private final LogStore store;
  private final LogPublisher publisher;
  private final LogView view;
  private final LogKeys keys;
  private final LogSteps steps;
  private final LogConfig config;
  private final Clock clock;
  private final Semaphore wake = new Semaphore(0);
  private final Thread thread = new Thread(this::run, "log");
  private long stepped = System.nanoTime();
  private volatile LogStanding standing =
      new LogStanding.Starting("the witnesses were not asked yet");

  LogWorker(
      LogStore store,
      LogPublisher publisher,
      LogView view,
      LogKeys keys,
      LogSteps steps,
      LogConfig config,
      Clock clock) {
    this.store = store;
    this.publisher = publisher;
    this.view = view;
    this.keys = keys;
    this.steps = steps;
    this.config = config;
    this.clock = clock;
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler(
        (ended, e) -> {
          LOG.errorf(e, "alarm: the log's thread ended; a restart is needed");
          standing = new LogStanding.Halted("the log's thread ended: " + e);
        });
  }

  void start(@Observes @Priority(100) StartupEvent event) {
    store.open(keys.origin());
    thread.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    thread.interrupt();
    thread.join(TimeUnit.SECONDS.toMillis(10));
  }

  /** What another node commits waits for the tick. */
  void submitted(@Observes(during = TransactionPhase.AFTER_SUCCESS) LogSubmitted event) {
    wake.release();
  }

  /** How the log stands. */
  LogStanding standing() {
    return standing;
  }

  /** The largest head that a witness showed when this process began. */
  long seenAtStart() {
    return publisher.seenAtStart();
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        if (!round()) {
          rest();
        }
      } catch (InterruptedException e) {
        return;
      } catch (LogHalted e) {
        LOG.errorf("alarm: the log is halted: %s", e.getMessage());
        standing = new LogStanding.Halted(String.valueOf(e.getMessage()));
      } catch (EntryNotTaken e) {
        standing = failed(e);
        LockSupport.parkNanos(config.retry().toNanos());
      } catch (RuntimeException e) {
        // The outcome of a commit may be unknown. Nothing is kept in memory; the next round reads.
        LOG.warnf(e, "the log's round failed; it is tried again");
        standing = failed(e);
        LockSupport.parkNanos(config.retry().toNanos());
      }
    }
  }

  private void rest() throws InterruptedException {
    if (wake.tryAcquire(config.poll().toMillis(), TimeUnit.MILLISECONDS)) {
      wake.drainPermits(); // one round takes all that is committed by now
    }
  }

  /** Whether there may be more to do at once. */
  private boolean round() throws InterruptedException {
    switch (standing) {
      case LogStanding.Starting ignored -> standing = publisher.gate();
      case LogStanding.Running ignored -> {
        return work();
      }
      case LogStanding.Waiting ignored -> {
        return work();
      }
      case LogStanding.RolledBack ignored -> {}
      case LogStanding.Halted ignored -> {}
    }
    return false;
  }

  private boolean work() throws InterruptedException {
    steps.reached(LogSteps.Point.BEFORE_SEQUENCE);
    int sequenced = store.sequence(MOST_AT_ONCE);
    steps.reached(LogSteps.Point.AFTER_SEQUENCE);
    if (sequenced < MOST_AT_ONCE || System.nanoTime() - stepped > MOST_APART.toNanos()) {
      standing = publisher.step(standing);
      stepped = System.nanoTime();
      view.nudge();
    }
    return sequenced == MOST_AT_ONCE; // what came meanwhile has woken us already
  }

  private LogStanding failed(Throwable e) {
    return switch (standing) {
      case LogStanding.Running ignored -> new LogStanding.Waiting(clock.instant(), e.toString());
      case LogStanding.Waiting earlier -> earlier;
      case LogStanding.Starting earlier -> earlier;
      case LogStanding.RolledBack earlier -> earlier;
      case LogStanding.Halted earlier -> earlier;
    };
  }
}
