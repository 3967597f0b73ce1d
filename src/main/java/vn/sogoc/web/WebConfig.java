package vn.sogoc.web;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What the pages need to know. */
@ConfigMapping(prefix = "sogoc.web")
interface WebConfig {

  /** Every page wears a striped band that says that nothing here is real. */
  @WithDefault("false")
  boolean testData();
}
