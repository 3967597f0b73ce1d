package vn.sogoc.issuance;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How batches are handled. */
@ConfigMapping(prefix = "sogoc.issuance")
public interface IssuanceConfig {
  /** How long a batch waits for its approval, and how long an approval may be used. */
  @WithDefault("7d")
  Duration approvalTtl();

  /** Signatures staged by one transaction. */
  @WithDefault("2000")
  int chunk();

  /** Whether documents say that they are test data. */
  @WithDefault("false")
  boolean testData();
}
