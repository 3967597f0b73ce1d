package vn.sogoc.verification;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of verification. */
@ConfigMapping(prefix = "sogoc.verification")
public interface VerificationConfig {
  /** Addresses in QR codes that are taken for ours, beside the public address itself. */
  Optional<List<URI>> acceptedAddresses();

  /** Whether every answer is marked as test data. */
  @WithDefault("false")
  boolean testData();

  /** Longest time a question waits for the store: once to read, once for its receipt. */
  @WithDefault("5s")
  Duration patience();

  /** Questions that may wait at once; more are refused. */
  @WithDefault("4096")
  int queue();
}
