package vn.sogoc.issuance.quota;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How quotas are decided. */
@ConfigMapping(prefix = "sogoc.quota")
interface QuotaConfig {
  /** How long what was asked for waits for its second person. */
  @WithDefault("3d")
  Duration approvalTtl();
}
