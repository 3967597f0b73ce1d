package vn.sogoc.issuance.prints;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What prints may take. */
@ConfigMapping(prefix = "sogoc.prints")
interface PrintConfig {
  /** How long a file is kept; after that it is made anew. */
  @WithDefault("24h")
  Duration kept();

  /** Documents of one file; a larger batch is printed in parts. */
  @WithDefault("5000")
  int documents();

  /** Prints of one institution that are being made at once. */
  @WithDefault("4")
  int open();

  /** Bytes of the files of one institution that are kept or being made. */
  @WithDefault("2000000000")
  long bytes();

  /** The same of all institutions together. */
  @WithDefault("20000000000")
  long bytesOfAll();

  /** How often it is looked for files whose time is over; zero for never. */
  @WithDefault("10m")
  Duration sweepEvery();
}
