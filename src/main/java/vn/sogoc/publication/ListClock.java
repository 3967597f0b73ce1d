package vn.sogoc.publication;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import org.jboss.logging.Logger;
import vn.sogoc.platform.Ticking;

/** Looks from time to time whether an issuance list needs a new version. */
@ApplicationScoped
class ListClock {
  private static final Logger LOG = Logger.getLogger(ListClock.class);

  private final ListChanges changes;
  private final PublicationConfig config;
  private final Clock clock;
  private final Ticking ticking = new Ticking("issuance-lists", this::tick);

  ListClock(ListChanges changes, PublicationConfig config, Clock clock) {
    this.changes = changes;
    this.config = config;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    ticking.start(config.changesEvery());
  }

  void stop(@Observes ShutdownEvent event) {
    ticking.stop();
  }

  /** What fails now is tried again at the next tick; the list before stands. */
  private void tick() {
    int made = changes.publish(clock.instant());
    if (made > 0) {
      LOG.infof("%d new versions of issuance lists", made);
    }
  }
}
