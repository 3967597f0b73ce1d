package vn.sogoc.demo;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether this installation is a demo. */
@ConfigMapping(prefix = "sogoc.demo")
public interface DemoConfig {
  /** Loads institutions and people that do not exist. Only the demo profile sets it. */
  @WithDefault("false")
  boolean enabled();

  /** How many schools more there are, for whoever measures with as many as the country has. */
  @WithDefault("0")
  int schools();
}
