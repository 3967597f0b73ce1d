package vn.sogoc.platform.jobs;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How this node works on jobs. */
@ConfigMapping(prefix = "sogoc.jobs")
public interface JobsConfig {
  /** Threads of this node; 0 makes a node that only accepts jobs. */
  @WithDefault("2")
  int workers();

  /** How long a silent node keeps its jobs. */
  @WithDefault("30s")
  Duration lease();

  /** How often an idle worker looks for jobs of other nodes; own submissions wake it at once. */
  @WithDefault("1s")
  Duration poll();

  /** Claims without progress before a job is given up. */
  @WithDefault("10")
  int attempts();

  /** First pause before an unexpected failure is tried again; it doubles up to one minute. */
  @WithDefault("1s")
  Duration pause();
}
