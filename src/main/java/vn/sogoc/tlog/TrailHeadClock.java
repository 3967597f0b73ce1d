package vn.sogoc.tlog;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;
import vn.sogoc.platform.Ticking;

/** Looks from time to time whether the audit trail has a head that the log has not. */
@ApplicationScoped
class TrailHeadClock {
  private static final Logger LOG = Logger.getLogger(TrailHeadClock.class);
  private static final Duration SELDOM = Duration.ofMinutes(1);

  private final TrailHeads heads;
  private final TrailConfig config;
  private final Ticking ticking = new Ticking("trail-heads", this::tick);

  TrailHeadClock(TrailHeads heads, TrailConfig config) {
    this.heads = heads;
    this.config = config;
  }

  void start(@Observes StartupEvent event) {
    ticking.start(config.logEvery().compareTo(SELDOM) < 0 ? config.logEvery() : SELDOM);
  }

  void stop(@Observes ShutdownEvent event) {
    ticking.stop();
  }

  /** What fails now is tried again at the next tick. */
  private void tick() {
    heads.submit().ifPresent(head -> LOG.debugf("audit trail logged up to line %d", head.seq()));
  }
}
