package vn.sogoc.status;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import org.jboss.logging.Logger;
import vn.sogoc.platform.Ticking;

/** Looks from time to time whether a status list needs a new version. */
@ApplicationScoped
class StatusListClock {
  private static final Logger LOG = Logger.getLogger(StatusListClock.class);

  private final StatusLists lists;
  private final StatusConfig config;
  private final Clock clock;
  private final Ticking ticking = new Ticking("status-lists", this::tick);

  StatusListClock(StatusLists lists, StatusConfig config, Clock clock) {
    this.lists = lists;
    this.config = config;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    if (config.registry().isPresent()) {
      ticking.start(config.publishEvery());
    }
  }

  void stop(@Observes ShutdownEvent event) {
    ticking.stop();
  }

  /** What fails now is tried again at the next tick; the last version says how old it is. */
  private void tick() {
    int made = lists.publish(clock.instant());
    if (made > 0) {
      LOG.infof("%d new versions of status lists", made);
    }
  }
}
