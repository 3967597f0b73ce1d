package vn.sogoc.institution;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How changes of keys are handled. */
@ConfigMapping(prefix = "sogoc.keys")
public interface KeyConfig {
  /** How long a change waits for its second person. */
  @WithDefault("3d")
  Duration approvalTtl();
}
