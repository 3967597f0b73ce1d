package vn.sogoc.monitor;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** What the service knows of its prober. */
@ConfigMapping(prefix = "sogoc.canary")
interface CanaryConfig {
  /** Where the prober leaves what it saw; where there is no file, nobody probes. */
  @WithDefault("${sogoc.data:.sogoc}/canary/report")
  Path report();

  /** A prober that has been silent for so long has stopped, and health says so. */
  @WithDefault("PT25H")
  Duration silence();
}
