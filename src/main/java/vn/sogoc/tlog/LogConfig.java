package vn.sogoc.tlog;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The log, who signs its heads, and who watches. Absent means the program does not start. */
@ConfigMapping(prefix = "sogoc.log")
public interface LogConfig {
  /** The pinned policy (C2SP tlog-policy): keys of the log, of the witnesses, and their quorum. */
  Path policy();

  /** Seeds of the log's Ed25519 and ML-DSA-44 keys. */
  Path seeds();

  /** Where the witnesses answer. */
  Optional<List<URI>> witnesses();

  /**
   * The folder with the last head that this node signed. Not in the database, and not in its
   * backup: put back together with it, it would forget what the database forgot.
   */
  @WithDefault("${sogoc.data:.sogoc}/log-memory")
  Path memory();

  /** How long the sequencer rests where nothing waits. */
  @WithDefault("PT0.1S")
  Duration poll();

  /** How long a witness may take. */
  @WithDefault("PT2S")
  Duration witnessTimeout();

  /** A head that nobody asked to grow is cosigned again after this, so that its age says little. */
  @WithDefault("PT10M")
  Duration refresh();

  /**
   * A head that the witnesses have not cosigned for so long decides nothing any more; health is red
   * after a quarter of it. Without new entries it is cosigned again all the time, see {@link
   * #refresh}.
   */
  @WithDefault("PT24H")
  Duration stale();

  /** How long the log's thread rests after a failure. */
  @WithDefault("PT1S")
  Duration retry();

  /** Without a new cosigned head for so long, while entries wait, nothing new is issued. */
  @WithDefault("PT60S")
  Duration patience();
}
