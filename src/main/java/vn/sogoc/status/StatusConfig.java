package vn.sogoc.status;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How decisions about credentials are handled. */
@ConfigMapping(prefix = "sogoc.status")
public interface StatusConfig {
  /** How long a decision waits for its second person. */
  @WithDefault("7d")
  Duration approvalTtl();
}
