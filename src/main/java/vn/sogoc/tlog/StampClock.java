package vn.sogoc.tlog;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;
import vn.sogoc.platform.Ticking;
import vn.sogoc.tlog.stamp.StampConfig;
import vn.sogoc.tlog.stamp.StampFailed;
import vn.sogoc.tlog.stamp.Stamps;

/** Looks from time to time whether the newest head is due for a time stamp. */
@ApplicationScoped
class StampClock {
  private static final Logger LOG = Logger.getLogger(StampClock.class);
  private static final Duration SELDOM = Duration.ofMinutes(1);

  private final TransparencyLog log;
  private final Stamps stamps;
  private final StampConfig config;
  private final Ticking ticking = new Ticking("time-stamps", this::tick);

  StampClock(TransparencyLog log, Stamps stamps, StampConfig config) {
    this.log = log;
    this.stamps = stamps;
    this.config = config;
  }

  void start(@Observes StartupEvent event) {
    if (stamps.isSetUp()) {
      ticking.start(config.every().compareTo(SELDOM) < 0 ? config.every() : SELDOM);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    ticking.stop();
  }

  /** What fails now is tried again at the next tick; health says how old the last stamp is. */
  void tick() {
    try {
      if (log.head().isPresent() && stamps.stamp(log.head().get()).isPresent()) {
        LOG.info("the newest head of the log has a time stamp");
      }
    } catch (StampFailed e) {
      LOG.warnf("no time stamp for the log's head: %s", e.getMessage());
    }
  }
}
