package vn.sogoc.publication.bundle;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import vn.sogoc.kernel.Refusal;

/** Looks in a demo from time to time whether a new version of the bundle is due. */
@ApplicationScoped
class BundleClock {
  private static final Logger LOG = Logger.getLogger(BundleClock.class);

  private final OwnBundles bundles;
  private final BundleConfig config;
  private Optional<ScheduledExecutorService> ticking = Optional.empty();

  BundleClock(OwnBundles bundles, BundleConfig config) {
    this.bundles = bundles;
    this.config = config;
  }

  void start(@Observes StartupEvent event) {
    long every = config.checkEvery().toMillis();
    if (every > 0 && config.signWith().isPresent()) {
      ScheduledExecutorService executor =
          Executors.newSingleThreadScheduledExecutor(
              work -> {
                Thread thread = new Thread(work, "trust-bundle");
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
      bundles.publish().ifPresent(version -> LOG.infof("version %d of the trust bundle", version));
    } catch (Refusal e) {
      LOG.debugf("no new trust bundle now: %s", e.detail());
    } catch (RuntimeException e) {
      LOG.error("no new trust bundle could be made", e);
    }
  }
}
