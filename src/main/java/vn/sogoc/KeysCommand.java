package vn.sogoc;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import vn.sogoc.crypto.keys.SigningFailed;
import vn.sogoc.demo.DevKeys;
import vn.sogoc.platform.secrets.Randomness;

/** The verb {@code keys}: makes the keys of development, which are public by design. */
final class KeysCommand {
  private static final int FAILED = 1;
  private static final int USAGE = 64;

  private final Settings settings;
  private final PrintStream err;

  KeysCommand(Settings settings, PrintStream err) {
    this.settings = settings;
    this.err = err;
  }

  int run(List<String> arguments) {
    if (!arguments.equals(List.of("dev"))) {
      err.println("usage: ./sogoc keys dev");
      return USAGE;
    }
    Path folder = Path.of(settings.find("keys-dev").orElse("keys-dev"));
    try {
      DevKeys.make(folder, Randomness.ofSystem());
    } catch (IOException | SigningFailed e) {
      err.println("sogoc: the keys could not be made: " + e);
      return FAILED;
    }
    err.println(
        "sogoc: made new public keys in "
            + folder
            + ". A demo made with the old ones no longer verifies: start it with a new data directory.");
    return 0;
  }
}
