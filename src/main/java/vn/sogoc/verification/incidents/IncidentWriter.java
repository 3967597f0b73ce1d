package vn.sogoc.verification.incidents;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes incidents beside the answers that raise them: handing one over never waits and never
 * fails. What cannot be written is counted as lost.
 */
@ApplicationScoped
class IncidentWriter {
  private static final Logger LOG = Logger.getLogger(IncidentWriter.class);

  private final IncidentStore store;
  private final Clock clock;
  private final BlockingQueue<Raised> queue;
  private final Thread thread = new Thread(this::run, "incidents");
  private final Counter raised;
  private final Counter overflow;
  private final Counter lost;
  private volatile @Nullable Instant lastLoss;

  IncidentWriter(IncidentStore store, IncidentsConfig config, Clock clock, MeterRegistry metrics) {
    this.store = store;
    this.clock = clock;
    this.queue = new ArrayBlockingQueue<>(config.queue());
    this.thread.setDaemon(true);
    this.raised =
        Counter.builder("sogoc.incidents")
            .description("good signatures that are not in the register, each record once")
            .register(metrics);
    this.overflow =
        Counter.builder("sogoc.incidents.overflow")
            .description("incidents above the daily number of an institution, not kept")
            .register(metrics);
    this.lost =
        Counter.builder("sogoc.incidents.lost")
            .description("incidents that could not be written")
            .register(metrics);
  }

  void start(@Observes StartupEvent event) {
    thread.start();
  }

  void stop(@Observes ShutdownEvent event) {
    thread.interrupt();
  }

  /** Hands it over; the caller goes on at once. */
  void raise(Raised incident) {
    if (!queue.offer(incident)) {
      lose(incident, "too many wait");
    }
  }

  /** When an incident was lost last. */
  Optional<Instant> lastLoss() {
    return Optional.ofNullable(lastLoss);
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      Raised incident;
      try {
        incident = queue.take();
      } catch (InterruptedException e) {
        return;
      }
      try {
        switch (store.write(incident)) {
          case NEW -> raised.increment();
          case SEEN_BEFORE -> {}
          case TOO_MANY -> overflow.increment();
        }
      } catch (RuntimeException e) {
        LOG.debug("an incident was not written", e);
        lose(incident, String.valueOf(e.getMessage()));
      }
    }
  }

  private void lose(Raised incident, String why) {
    lost.increment();
    lastLoss = clock.instant();
    LOG.errorf(
        "alarm: an incident of institution %d with key %s was lost: %s",
        incident.institution(), incident.key(), why);
  }
}
