package vn.sogoc;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The few settings that are needed before the service starts. A setting named {@code a.b-c} is the
 * system property {@code sogoc.a.b-c} or, where there is none, the environment variable {@code
 * SOGOC_A_B_C}: the same two places, in the same order, that the service itself looks at later.
 */
final class Settings {
  private final Lookup properties;
  private final Lookup environment;

  /** A name to its value, or null. */
  @FunctionalInterface
  interface Lookup {
    @Nullable String get(String name);
  }

  Settings(Lookup properties, Lookup environment) {
    this.properties = properties;
    this.environment = environment;
  }

  static Settings ofProcess() {
    return new Settings(System::getProperty, System::getenv);
  }

  Optional<String> find(String name) {
    String value = properties.get("sogoc." + name);
    if (value == null) {
      value = environment.get(variable(name));
    }
    return Optional.ofNullable(value).map(String::strip).filter(v -> !v.isEmpty());
  }

  /** The environment variable of a setting. */
  static String variable(String name) {
    return "SOGOC_" + name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
  }

  /** A path as whoever typed the command meant it. */
  Path path(String typed) {
    return Path.of(find("caller").orElse("")).resolve(typed);
  }

  /** The data directory. */
  Path data() {
    return Path.of(find("data").orElse(".sogoc")).toAbsolutePath().normalize();
  }

  int port() throws Unstartable {
    return portOf("port", 8080);
  }

  int httpsPort() throws Unstartable {
    return portOf("https-port", 8443);
  }

  private int portOf(String name, int usual) throws Unstartable {
    String text = find(name).orElse(Integer.toString(usual));
    if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65535) {
      throw new Unstartable(variable(name) + " is a port from 0 to 65535, found \"" + text + "\".");
    }
    return Integer.parseInt(text);
  }

  /** The public address, empty where it is not set. */
  Optional<URI> address() throws Unstartable {
    Optional<String> text = find("address");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      URI address = new URI(text.get());
      boolean bare = ("//" + address.getRawAuthority()).equals(address.getRawSchemeSpecificPart());
      if (address.getHost() != null && bare && text.get().matches("https?:.*")) {
        return Optional.of(address);
      }
    } catch (URISyntaxException e) {
      // told below, in words
    }
    throw new Unstartable(
        "SOGOC_ADDRESS is the public address as printed in QR codes, such as"
            + " https://sogoc.example.vn, without path or trailing slash; found \""
            + text.get()
            + "\".");
  }
}
