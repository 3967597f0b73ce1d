package vn.sogoc.publication.bundle;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.Ticking;

/** Looks in a demo from time to time whether a new version of the bundle is due. */
@ApplicationScoped
class BundleClock {
  private static final Logger LOG = Logger.getLogger(BundleClock.class);

  private final OwnBundles bundles;
  private final BundleConfig config;
  private final Ticking ticking = new Ticking("trust-bundle", this::tick);

  BundleClock(OwnBundles bundles, BundleConfig config) {
    this.bundles = bundles;
    this.config = config;
  }

  void start(@Observes StartupEvent event) {
    if (config.signWith().isPresent()) {
      ticking.start(config.checkEvery());
    }
  }

  void stop(@Observes ShutdownEvent event) {
    ticking.stop();
  }

  /** What fails now is tried again at the next tick; the last version says how old it is. */
  private void tick() {
    try {
      bundles.publish().ifPresent(version -> LOG.infof("version %d of the trust bundle", version));
    } catch (Refusal e) {
      LOG.debugf("no new trust bundle now: %s", e.detail());
    }
  }
}
