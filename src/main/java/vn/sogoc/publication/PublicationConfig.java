package vn.sogoc.publication;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of publication. */
@ConfigMapping(prefix = "sogoc.publication")
interface PublicationConfig {
  /**
   * How often the log is asked what happened to listed credentials; 0 for never. Decisions of one
   * interval stand in one version of their list.
   */
  @WithDefault("60s")
  Duration changesEvery();
}
