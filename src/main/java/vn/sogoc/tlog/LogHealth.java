package vn.sogoc.tlog;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Red where the log takes nothing new: no quorum for a minute, an old head, rolled back, or halted.
 */
@Wellness
@ApplicationScoped
class LogHealth implements HealthCheck {
  private final TransparencyLog log;

  LogHealth(TransparencyLog log) {
    this.log = log;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("log").status(log.takesNew());
    log.head()
        .ifPresent(
            head ->
                answer
                    .withData("size", head.checkpoint().size())
                    .withData("cosigned", head.earliest().toString()));
    return switch (log.standing()) {
      case LogStanding.Starting s ->
          answer.withData("standing", "starting").withData("reason", s.reason()).build();
      case LogStanding.Running ignored -> answer.withData("standing", "running").build();
      case LogStanding.Waiting w ->
          answer.withData("standing", "waiting").withData("reason", w.reason()).build();
      case LogStanding.RolledBack r ->
          answer
              .withData("standing", "rolled back")
              .withData("stored", r.stored())
              .withData("seen", r.seen())
              .build();
      case LogStanding.Halted h ->
          answer.withData("standing", "halted").withData("reason", h.reason()).build();
    };
  }
}
