package vn.sogoc.status;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Looks from time to time whether a status list needs a new version. */
@ApplicationScoped
class StatusListClock {
  private static final Logger LOG = Logger.getLogger(StatusListClock.class);

  private final StatusLists lists;
  private final StatusConfig config;
  private final Clock clock;
  private Optional<ScheduledExecutorService> ticking = Optional.empty();

  StatusListClock(StatusLists lists, StatusConfig config, Clock clock) {
    this.lists = lists;
    this.config = config;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    long every = config.publishEvery().toMillis();
    if (every > 0 && config.registry().isPresent()) {
      ScheduledExecutorService executor =
          Executors.newSingleThreadScheduledExecutor(
              work -> {
                Thread thread = new Thread(work, "status-lists");
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

  /** What fails now is tried again at the next tick; the last version says how old it is. */
  private void tick() {
    try {
      int made = lists.publish(clock.instant());
      if (made > 0) {
        LOG.infof("%d new versions of status lists", made);
      }
    } catch (RuntimeException e) {
      LOG.error("no new version of the status lists could be made", e);
    }
  }
}
