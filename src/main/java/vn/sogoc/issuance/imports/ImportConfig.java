package vn.sogoc.issuance.imports;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What imports may take. */
@ConfigMapping(prefix = "sogoc.imports")
public interface ImportConfig {
  /** Imports of one institution that did not end yet. */
  @WithDefault("20")
  int open();

  /** Bytes of their files together. */
  @WithDefault("1000000000")
  long bytes();

  /** So many rows become a batch inside of the request; more by a job. */
  @WithDefault("2000")
  int committedAtOnce();

  /** The longest that a request waits for such a job (Prefer: wait). */
  @WithDefault("10s")
  Duration longestWait();

  /** After how long without a step an import is given up. */
  @WithDefault("30d")
  Duration untouched();

  /** How often it is looked for such, and for copies of files that were left; zero for never. */
  @WithDefault("1h")
  Duration sweepEvery();
}
