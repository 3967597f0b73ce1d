package vn.sogoc.platform;

import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What the whole program needs to know about its place. Not a config mapping: a mapping of the bare
 * prefix {@code sogoc} would claim the keys of every feature.
 */
@Singleton
public class PlatformConfig {
  private final URI address;
  private final Path data;

  PlatformConfig(
      @ConfigProperty(name = "sogoc.address", defaultValue = "http://localhost:8080") URI address,
      @ConfigProperty(name = "sogoc.data", defaultValue = ".sogoc") Path data) {
    if (address.getHost() == null
        || address.getScheme() == null
        || !address.getRawSchemeSpecificPart().equals("//" + address.getRawAuthority())) {
      throw new IllegalArgumentException(
          "sogoc.address is a scheme and a host without path or trailing slash, found " + address);
    }
    this.address = address;
    this.data = data;
  }

  /**
   * The public address, as printed in QR codes, receipts and problem types; independent of the
   * ports the program listens on. No path, no trailing slash.
   */
  public URI address() {
    return address;
  }

  /** The data directory: embedded database, demo secrets, files. */
  public Path data() {
    return data;
  }
}
