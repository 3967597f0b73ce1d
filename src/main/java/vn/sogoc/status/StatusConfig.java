package vn.sogoc.status;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How decisions about credentials are handled. */
@ConfigMapping(prefix = "sogoc.status")
public interface StatusConfig {
  /** How long a decision waits for its second person. */
  @WithDefault("7d")
  Duration approvalTtl();

  /** Number of the registry itself, under whose key status lists are; without it there are none. */
  Optional<Integer> registry();

  /** How often it is looked whether a status list needs a new version; zero for never. */
  @WithDefault("60s")
  Duration publishEvery();

  /** After how long a list gets a new version though nothing changed. */
  @WithDefault("24h")
  Duration renewAfter();

  /** How long a version holds. */
  @WithDefault("7d")
  Duration validFor();

  /** After how long whoever keeps a list asks again. */
  @WithDefault("300s")
  Duration ttl();

  /** The longest that an approving call waits for the log where it asks for that. */
  @WithDefault("10s")
  Duration longestWait();
}
