package vn.sogoc.tlog;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import vn.sogoc.tlog.stamp.StampConfig;
import vn.sogoc.tlog.stamp.StampStore;
import vn.sogoc.tlog.stamp.Stamps;

/**
 * Red where the log grew and nobody outside has said for two days that it had. Without an authority
 * it says that there is none, which is the operator's choice.
 */
@Wellness
@ApplicationScoped
class StampHealth implements HealthCheck {
  private final TransparencyLog log;
  private final Stamps stamps;
  private final StampConfig config;
  private final Clock clock;
  private final Instant start;

  StampHealth(TransparencyLog log, Stamps stamps, StampConfig config, Clock clock) {
    this.log = log;
    this.stamps = stamps;
    this.config = config;
    this.clock = clock;
    this.start = clock.instant();
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("time-stamps");
    if (!stamps.isSetUp()) {
      return answer.up().withData("standing", "no authority is set (SOGOC_TSA_URL)").build();
    }
    Optional<StampStore.Stored> newest = stamps.newest();
    long size = log.head().map(head -> head.checkpoint().size()).orElse(0L);
    Instant since = newest.map(StampStore.Stored::at).orElse(start);
    boolean isOwed = size > newest.map(StampStore.Stored::size).orElse(0L);
    boolean isStale = isOwed && since.plus(config.stale()).isBefore(clock.instant());
    newest.ifPresent(
        stamp -> answer.withData("size", stamp.size()).withData("at", stamp.at().toString()));
    return answer
        .status(!isStale)
        .withData("standing", isStale ? "stale" : isOwed ? "due" : "stamped")
        .build();
  }
}
