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
  private Optional<ScheduledExecutorService> ticking = Optional.empty();

  StampClock(TransparencyLog log, Stamps stamps, StampConfig config) {
    this.log = log;
    this.stamps = stamps;
    this.config = config;
  }

  void start(@Observes StartupEvent event) {
    long every = Math.min(config.every().toMillis(), SELDOM.toMillis());
    if (every > 0 && stamps.isSetUp()) {
      ScheduledExecutorService executor =
          Executors.newSingleThreadScheduledExecutor(
              work -> {
                Thread thread = new Thread(work, "time-stamps");
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

  /** What fails now is tried again at the next tick; health says how old the last stamp is. */
  void tick() {
    try {
      if (log.head().isPresent() && stamps.stamp(log.head().get()).isPresent()) {
        LOG.info("the newest head of the log has a time stamp");
      }
    } catch (StampFailed e) {
      LOG.warnf("no time stamp for the log's head: %s", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("no time stamp for the log's head", e);
    }
  }
}
