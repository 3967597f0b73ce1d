package vn.sogoc.document.template;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Red while templates are other than two persons agreed to them, as the audit is for all rows. */
@Wellness
@ApplicationScoped
class TemplateHealth implements HealthCheck {
  private final AlteredTemplates altered;

  TemplateHealth(AlteredTemplates altered) {
    this.altered = altered;
  }

  @Override
  public HealthCheckResponse call() {
    int count = altered.count();
    return HealthCheckResponse.named("templates")
        .status(count == 0)
        .withData("altered", count)
        .build();
  }
}
