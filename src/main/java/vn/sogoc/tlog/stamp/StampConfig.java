package vn.sogoc.tlog.stamp;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Who stamps the heads of the log, and how often. Without an authority nobody does. */
@ConfigMapping(prefix = "sogoc.tsa")
public interface StampConfig {
  /** Where an authority of RFC 3161 answers. */
  Optional<URI> url();

  /**
   * Its certificate, PEM; believed because it is named here. Several where an authority changed its
   * key: what an earlier one stamped still counts.
   */
  Optional<List<Path>> certificate();

  /** A key file with which this process stamps for itself: for a demo. */
  Optional<Path> local();

  /** Password of that file. */
  Optional<String> localPassword();

  /** How old the newest stamp may become while the log grows; zero for never. */
  @WithDefault("PT24H")
  Duration every();

  /** How long an authority may take. */
  @WithDefault("PT10S")
  Duration timeout();

  /** Health is red where the log grew and the newest stamp is older. */
  @WithDefault("PT48H")
  Duration stale();
}
