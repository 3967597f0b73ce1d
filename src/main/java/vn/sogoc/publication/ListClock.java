package vn.sogoc.publication;

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

/** Looks from time to time whether an issuance list needs a new version. */
@ApplicationScoped
class ListClock {
  private static final Logger LOG = Logger.getLogger(ListClock.class);

  private final ListChanges changes;
  private final PublicationConfig config;
  private final Clock clock;
  private Optional<ScheduledExecutorService> ticking = Optional.empty();

  ListClock(ListChanges changes, PublicationConfig config, Clock clock) {
    this.changes = changes;
    this.config = config;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    long every = config.changesEvery().toMillis();
    if (every > 0) {
      ScheduledExecutorService executor =
          Executors.newSingleThreadScheduledExecutor(
              work -> {
                Thread thread = new Thread(work, "issuance-lists");
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

  /** What fails now is tried again at the next tick; the list before stands. */
  private void tick() {
    try {
      int made = changes.publish(clock.instant());
      if (made > 0) {
        LOG.infof("%d new versions of issuance lists", made);
      }
    } catch (RuntimeException e) {
      LOG.error("no new version of the issuance lists could be made", e);
    }
  }
}
