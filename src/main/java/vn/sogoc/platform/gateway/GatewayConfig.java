package vn.sogoc.platform.gateway;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where messages leave. */
@ConfigMapping(prefix = "sogoc.gateway")
interface GatewayConfig {
  /**
   * Folder in which a gateway for mail and SMS finds a file for each message; none, and the
   * registry sends nothing: what would be sent is then handed over.
   */
  Optional<Path> folder();
}
