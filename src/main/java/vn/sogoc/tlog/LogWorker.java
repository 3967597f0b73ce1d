package vn.sogoc.tlog;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The thread of this node that sequences and publishes. Any number of nodes may have one; the lock
 * on the state lets one of them work at a time.
 */
@ApplicationScoped
class LogWorker {
  private static final Logger LOG = Logger.getLogger(LogWorker.class);
  private static final int MOST_AT_ONCE = 4096;
  private static final long AFTER_A_FAILURE = 1000;

  private final LogStore store;
  private final LogPublisher publisher;
  private final LogKeys keys;
  private final LogConfig config;
  private final Thread thread = new Thread(this::run, "log");
  private volatile LogStanding standing = new LogStanding.Running();

  LogWorker(LogStore store, LogPublisher publisher, LogKeys keys, LogConfig config) {
    this.store = store;
    this.publisher = publisher;
    this.keys = keys;
    this.config = config;
    thread.setDaemon(true);
  }

  void start(@Observes @Priority(100) StartupEvent event) {
    store.open(keys.origin());
    thread.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    thread.interrupt();
    thread.join(TimeUnit.SECONDS.toMillis(10));
  }

  /** How the log stands. */
  LogStanding standing() {
    return standing;
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        int sequenced = isStopped() ? 0 : store.sequence(MOST_AT_ONCE);
        if (sequenced < MOST_AT_ONCE && !isStopped()) {
          standing = publisher.step(standing);
        }
        if (sequenced == 0) {
          TimeUnit.MILLISECONDS.sleep(config.poll().toMillis());
        }
      } catch (InterruptedException e) {
        return;
      } catch (LogHalted e) {
        LOG.errorf("alarm: the log is halted: %s", e.getMessage());
        standing = new LogStanding.Halted(String.valueOf(e.getMessage()));
      } catch (RuntimeException e) {
        // The outcome of a commit may be unknown. Nothing is kept in memory; the next round reads.
        LOG.warnf(e, "the log's round failed; it is tried again");
        try {
          TimeUnit.MILLISECONDS.sleep(AFTER_A_FAILURE);
        } catch (InterruptedException interrupted) {
          return;
        }
      }
    }
  }

  private boolean isStopped() {
    return switch (standing) {
      case LogStanding.Running ignored -> false;
      case LogStanding.Waiting ignored -> false;
      case LogStanding.RolledBack ignored -> true;
      case LogStanding.Halted ignored -> true;
    };
  }
}
