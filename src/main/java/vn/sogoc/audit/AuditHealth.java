package vn.sogoc.audit;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Red where the last audit found a row that is wrong, or could not be made. */
@Wellness
@ApplicationScoped
class AuditHealth implements HealthCheck {
  private final AuditSchedule schedule;

  AuditHealth(AuditSchedule schedule) {
    this.schedule = schedule;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("audit");
    return switch (schedule.standing()) {
      case AuditStanding.NotRun ignored -> answer.up().withData("standing", "not run").build();
      case AuditStanding.Ended ended ->
          answer
              .status(ended.report().isClean())
              .withData("at", ended.report().at().toString())
              .withData("size", ended.report().size())
              .withData("findings", ended.report().count())
              .build();
      case AuditStanding.Failed failed ->
          answer
              .down()
              .withData("at", failed.at().toString())
              .withData("reason", failed.why())
              .build();
    };
  }
}
