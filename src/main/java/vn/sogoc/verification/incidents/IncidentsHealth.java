package vn.sogoc.verification.incidents;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Red for some time after an incident could not be written: somebody was not told. */
@Wellness
@ApplicationScoped
class IncidentsHealth implements HealthCheck {
  private final IncidentWriter writer;
  private final IncidentsConfig config;
  private final Clock clock;

  IncidentsHealth(IncidentWriter writer, IncidentsConfig config, Clock clock) {
    this.writer = writer;
    this.config = config;
    this.clock = clock;
  }

  @Override
  public HealthCheckResponse call() {
    Optional<Instant> lost = writer.lastLoss();
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("incidents")
            .status(lost.filter(at -> at.plus(config.alarm()).isAfter(clock.instant())).isEmpty());
    lost.ifPresent(at -> answer.withData("lost", at.toString()));
    return answer.build();
  }
}
