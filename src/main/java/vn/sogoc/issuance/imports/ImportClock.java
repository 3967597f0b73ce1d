package vn.sogoc.issuance.imports;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jboss.logging.Logger;
import vn.sogoc.platform.Ticking;

/** Gives up imports that nobody touches, and sweeps what readers left on the disk. */
@ApplicationScoped
class ImportClock {
  private static final Logger LOG = Logger.getLogger(ImportClock.class);
  private static final int AT_ONCE = 100;

  private final ImportStore store;
  private final StoredFiles files;
  private final ImportConfig config;
  private final Clock clock;
  private final Ticking ticking = new Ticking("imports", this::tick);

  ImportClock(ImportStore store, StoredFiles files, ImportConfig config, Clock clock) {
    this.store = store;
    this.files = files;
    this.config = config;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    files.sweep();
    ticking.start(config.sweepEvery());
  }

  void stop(@Observes ShutdownEvent event) {
    ticking.stop();
  }

  private void tick() {
    files.sweep();
    giveUp(clock.instant());
  }

  /** Gives up what was last touched too long before a time; the oldest first. */
  void giveUp(Instant now) {
    Instant last = now.minus(config.untouched());
    int count = 0;
    for (UUID list : store.untouched(last, AT_ONCE)) {
      count += store.giveUp(list, last, now) ? 1 : 0;
    }
    if (count > 0) {
      LOG.infof("%d imports were given up that nobody touched for %s", count, config.untouched());
    }
  }
}
