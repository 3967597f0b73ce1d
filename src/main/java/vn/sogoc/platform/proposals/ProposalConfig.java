package vn.sogoc.platform.proposals;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How proposals are handled. */
@ConfigMapping(prefix = "sogoc.proposals")
interface ProposalConfig {
  /** How long a proposal waits for its second person. */
  @WithDefault("7d")
  Duration ttl();
}
