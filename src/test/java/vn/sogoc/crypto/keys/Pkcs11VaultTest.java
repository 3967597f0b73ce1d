package vn.sogoc.crypto.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs {@link Pkcs11Rehearsal} in a Java of its own: SoftHSM reads SOFTHSM2_CONF when its library
 * is loaded, and a process cannot set its own environment.
 */
class Pkcs11VaultTest {
  private static final List<Path> LIBRARIES =
      List.of(
          Path.of("/usr/lib/softhsm/libsofthsm2.so"),
          Path.of("/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"),
          Path.of("/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so"),
          Path.of("/opt/homebrew/lib/softhsm/libsofthsm2.so"));

  @TempDir Path folder;

  @Test
  void token_makes_and_keeps_keys_of_one_purpose_each() throws Exception {
    Path library = softHsm();
    token(library, "other");
    token(library, "sogoc records");
    token(library, "twin");
    token(library, "twin");

    List<String> said = java(library, "first");
    assertThat(said).contains("first: done");
    assertThat(java(library, "second")).contains("second: done");
  }

  private static Path softHsm() {
    Optional<Path> library = LIBRARIES.stream().filter(Files::exists).findFirst();
    assumeThat(library)
        .as("SoftHSM is not installed (Debian: softhsm2), so PKCS#11 was not rehearsed")
        .isPresent();
    return library.orElseThrow();
  }

  private void token(Path library, String label) throws Exception {
    run(
        library,
        List.of(
            "softhsm2-util",
            "--init-token",
            "--free",
            "--label",
            label,
            "--so-pin",
            "5678",
            "--pin",
            Pkcs11Rehearsal.PIN));
  }

  private List<String> java(Path library, String part) throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return run(
        library,
        List.of(
            java.toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Pkcs11Rehearsal.class.getName(),
            library.toString(),
            folder.toString(),
            part));
  }

  private List<String> run(Path library, List<String> command)
      throws IOException, InterruptedException {
    Path tokens = Files.createDirectories(folder.resolve("tokens"));
    Path configuration = folder.resolve("softhsm2.conf");
    Files.writeString(configuration, "directories.tokendir = " + tokens + "\n");
    Path output = folder.resolve("output.txt");
    ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command));
    builder.environment().put("SOFTHSM2_CONF", configuration.toString());
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    Process process = builder.start();
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    process.destroyForcibly();
    try (Stream<String> lines = Files.lines(output)) {
      List<String> said = lines.toList();
      assertThat(ended && process.exitValue() == 0)
          .as("%s with %s said: %s", command.getFirst(), library, said)
          .isTrue();
      return said;
    }
  }
}
