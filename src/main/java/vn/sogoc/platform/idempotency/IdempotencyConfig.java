package vn.sogoc.platform.idempotency;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long replies are kept and how long a silent request holds its key. */
@ConfigMapping(prefix = "sogoc.idempotency")
public interface IdempotencyConfig {

  /** How long a reply is kept; at least a day. */
  @WithDefault("P2D")
  Duration kept();

  /** After this long without a reply a repeated request runs again. */
  @WithDefault("PT1M")
  Duration lease();
}
