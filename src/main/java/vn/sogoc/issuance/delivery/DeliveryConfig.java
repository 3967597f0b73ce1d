package vn.sogoc.issuance.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How links to documents are sent. */
@ConfigMapping(prefix = "sogoc.delivery")
interface DeliveryConfig {
  /** Folder in which a gateway for mail and SMS finds a file for each message; none, no links. */
  Optional<Path> spool();

  /** How often it is looked for messages that wait; zero for never. */
  @WithDefault("5s")
  Duration every();

  /** How long a link can be used. */
  @WithDefault("7d")
  Duration linkTtl();
}
