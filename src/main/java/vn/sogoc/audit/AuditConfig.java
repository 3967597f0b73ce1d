package vn.sogoc.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The audit that the service makes of itself. */
@ConfigMapping(prefix = "sogoc.audit")
public interface AuditConfig {
  /** How often everything is read; zero: never. */
  @WithDefault("PT24H")
  Duration interval();

  /** How long after the start the first one begins. */
  @WithDefault("PT5M")
  Duration first();
}
