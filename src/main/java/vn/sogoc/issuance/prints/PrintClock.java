package vn.sogoc.issuance.prints;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import vn.sogoc.platform.Ticking;

/** Lets go of files whose time is over. */
@ApplicationScoped
class PrintClock {
  private final Prints prints;
  private final PrintConfig config;
  private final Clock clock;
  private final Ticking ticking = new Ticking("prints", this::tick);

  PrintClock(Prints prints, PrintConfig config, Clock clock) {
    this.prints = prints;
    this.config = config;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    PrintFolder.sweep(clock.instant());
    ticking.start(config.sweepEvery());
  }

  void stop(@Observes ShutdownEvent event) {
    ticking.stop();
  }

  private void tick() {
    PrintFolder.sweep(clock.instant());
    while (prints.sweepOne(clock.instant()) && !Thread.currentThread().isInterrupted()) {
      // each in a transaction of its own: a file is large
    }
  }
}
