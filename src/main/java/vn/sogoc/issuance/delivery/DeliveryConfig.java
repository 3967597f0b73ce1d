package vn.sogoc.issuance.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How links to documents are sent. */
@ConfigMapping(prefix = "sogoc.delivery")
interface DeliveryConfig {
  /** How often it is looked for messages that wait; zero for never. */
  @WithDefault("5s")
  Duration every();

  /** How long a link can be used. */
  @WithDefault("7d")
  Duration linkTtl();
}
