package vn.sogoc.monitor;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Red where the prober saw that something acknowledged was dropped, or has fallen silent. */
@Wellness
@ApplicationScoped
class CanaryHealth implements HealthCheck {
  private final CanaryConfig config;
  private final Clock clock;

  CanaryHealth(CanaryConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("canary");
    Optional<CanaryReport> report;
    try {
      report = CanaryReport.read(config.report());
    } catch (IOException e) {
      return answer.down().withData("reason", String.valueOf(e.getMessage())).build();
    }
    if (report.isEmpty()) {
      return answer.up().withData("standing", "not run").build();
    }
    boolean isSilent = report.get().at().plus(config.silence()).isBefore(clock.instant());
    boolean isGood = report.get().outcome() == CanaryReport.Outcome.SEEN && !isSilent;
    return answer
        .status(isGood)
        .withData("standing", isSilent ? "silent" : report.get().outcome().code())
        .withData("at", report.get().at().toString())
        .withData("milliseconds", report.get().took().toMillis())
        .build();
  }
}
