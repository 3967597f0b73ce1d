package vn.sogoc.tlog;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Looks from time to time whether the audit trail has a head that the log has not. */
@ApplicationScoped
class TrailHeadClock {
  private static final Logger LOG = Logger.getLogger(TrailHeadClock.class);
  private static final Duration SELDOM = Duration.ofMinutes(1);

  private final TrailHeads heads;
  private final TrailConfig config;
  private Optional<ScheduledExecutorService> ticking = Optional.empty();

  TrailHeadClock(TrailHeads heads, TrailConfig config) {
    this.heads = heads;
    this.config = config;
  }

  void start(@Observes StartupEvent event) {
    long every = Math.min(config.logEvery().toMillis(), SELDOM.toMillis());
    if (every > 0) {
      ScheduledExecutorService executor =
          Executors.newSingleThreadScheduledExecutor(
              work -> {
                Thread thread = new Thread(work, "trail-heads");
                thread.setDaemon(true);
                return thread;
              });
      var unused = executor.scheduleWithFixedDelay(this::tick, every, every, TimeUnit.MILLISECONDS);
      ticking = Optional.of(executor);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    ticking.ifPresent(ScheduledExecutorService::shutdownNow);
  }

  /** What fails now is tried again at the next tick. */
  private void tick() {
    try {
      heads.submit().ifPresent(head -> LOG.debugf("audit trail logged up to line %d", head.seq()));
    } catch (RuntimeException e) {
      LOG.error("the head of the audit trail could not be submitted to the log", e);
    }
  }
}
