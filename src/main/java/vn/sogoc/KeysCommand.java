package vn.sogoc;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import vn.sogoc.crypto.keys.SigningFailed;
import vn.sogoc.crypto.note.SeedSigner;
import vn.sogoc.demo.DevKeys;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.secrets.Randomness;

/**
 * The verb {@code keys}: makes the keys of development, which are public by design, and the seeds
 * of a log, which are not.
 */
final class KeysCommand {
  private static final int FAILED = 1;
  private static final int USAGE = 64;

  private final Settings settings;
  private final PrintStream out;
  private final PrintStream err;

  KeysCommand(Settings settings, PrintStream out, PrintStream err) {
    this.settings = settings;
    this.out = out;
    this.err = err;
  }

  int run(List<String> arguments) {
    if (arguments.size() == 3 && arguments.getFirst().equals("log")) {
      return log(arguments.get(1), Path.of(arguments.get(2)));
    }
    if (!arguments.equals(List.of("dev"))) {
      err.println("usage: ./sogoc keys dev | ./sogoc keys log NAME FILE");
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

  /** Makes the seeds of a log and says the lines of its policy that name their keys. */
  private int log(String name, Path file) {
    if (!name.matches("[!-*,-~]{1,200}")) {
      err.println(
          "sogoc: the log's name is its address without scheme, such as sogoc.example.vn/log");
      return USAGE;
    }
    SecureRandom random = Randomness.ofSystem();
    Bytes classic = seed(random);
    Bytes quantum = seed(random);
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, "ed25519 " + classic.hex() + "\nml-dsa-44 " + quantum.hex() + "\n");
    } catch (IOException e) {
      err.println("sogoc: " + file + " could not be made: " + e);
      return FAILED;
    }
    err.println("sogoc: made " + file + "; keep it secret and keep a copy. For the policy:");
    out.println("log " + SeedSigner.ed25519(name, classic).key().vkey());
    out.println("log " + SeedSigner.mlDsa44(name, quantum).key().vkey());
    return 0;
  }

  private static Bytes seed(SecureRandom random) {
    byte[] seed = new byte[Digest.SIZE];
    random.nextBytes(seed);
    return Bytes.of(seed);
  }
}
