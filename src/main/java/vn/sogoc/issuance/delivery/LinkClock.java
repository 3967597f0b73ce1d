package vn.sogoc.issuance.delivery;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import vn.sogoc.platform.Ticking;

/** Puts messages that wait where the gateway finds them. */
@ApplicationScoped
class LinkClock {
  private final LinkSpool spool;
  private final DeliveryConfig config;
  private final Ticking ticking = new Ticking("delivery-links", this::tick);

  LinkClock(LinkSpool spool, DeliveryConfig config) {
    this.spool = spool;
    this.config = config;
  }

  void start(@Observes StartupEvent event) {
    ticking.start(config.every());
  }

  void stop(@Observes ShutdownEvent event) {
    ticking.stop();
  }

  /** What fails now is tried again at the next tick. */
  private void tick() {
    while (spool.deliver() && !Thread.currentThread().isInterrupted()) {
      // there may be more
    }
  }
}
