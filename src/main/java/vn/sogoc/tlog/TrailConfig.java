package vn.sogoc.tlog;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the audit trail gets into the log. */
@ConfigMapping(prefix = "sogoc.trail")
public interface TrailConfig {
  /** Number of the registry itself, under which heads of the trail are logged. */
  @WithDefault("1")
  int registry();

  /**
   * How old the logged head may become while new lines are written; zero for never. What was
   * written since could be written anew by whoever has the store and the secret.
   */
  @WithDefault("PT1H")
  Duration logEvery();
}
