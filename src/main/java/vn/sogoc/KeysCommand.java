package vn.sogoc;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import vn.sogoc.crypto.keys.SigningFailed;
import vn.sogoc.crypto.note.SeedSigner;
import vn.sogoc.demo.DevKeys;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.secrets.Randomness;

/**
 * The verb {@code keys}: makes the keys of development, which are public by design, and the seeds
 * of a log, which are not; changes the keys of institutions and signs what those sign who keep the
 * keys above them.
 */
final class KeysCommand {
  private static final int FAILED = 1;
  private static final int USAGE = 64;

  private static final String USE =
      """
      usage: ./sogoc keys dev | ./sogoc keys log NAME FILE
        ./sogoc keys withdraw --institution iss_101 --key KID --since TIME --reason TEXT
            (--signer P12 | --out FILE)
        ./sogoc keys rotate --institution iss_101 --certificate PEM --place PLACE --reason TEXT
            [--from TIME] [--until TIME] (--signer P12 | --out FILE)
        ./sogoc keys suspend --institution iss_101 --key KID [--minutes N] --reason TEXT
        ./sogoc keys submit --institution iss_101 --statement FILE [--place PLACE] --reason TEXT
        ./sogoc keys approve CHANGE --hash HASH | ./sogoc keys reject CHANGE
        ./sogoc keys draft-bundle FILE | ./sogoc keys propose-bundle FILE
        ./sogoc keys approve-bundle PROPOSAL --hash HASH
        ./sogoc keys sign-statement FILE SIGNED --signer P12
        ./sogoc keys sign-bundle FILE SIGNED --signer P12
      Those from withdraw to approve-bundle talk to a service (--url URL) as the person of SOGOC_API_KEY;
      SOGOC_SIGNER_PASSWORD opens P12.
      """;

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
      return log(arguments.get(1), settings.path(arguments.get(2)));
    }
    if (!arguments.isEmpty() && isOther(arguments.getFirst())) {
      return other(arguments.getFirst(), arguments.subList(1, arguments.size()));
    }
    if (!arguments.equals(List.of("dev"))) {
      err.print(USE);
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

  private static boolean isOther(String verb) {
    return KeyChangeCommand.VERBS.contains(verb)
        || BundleCommand.VERBS.contains(verb)
        || verb.equals("sign-statement")
        || verb.equals("sign-bundle");
  }

  private int other(String verb, List<String> arguments) {
    try {
      if (KeyChangeCommand.VERBS.contains(verb)) {
        return new KeyChangeCommand(settings, out, err).run(verb, arguments);
      }
      if (BundleCommand.VERBS.contains(verb)) {
        return new BundleCommand(settings, out, err).run(verb, arguments);
      }
      Options options = Options.parse(arguments, Set.of("signer"));
      if (options.words().size() != 2) {
        throw new Unstartable("name the file to sign and the file to write");
      }
      Path from = settings.path(options.words().get(0));
      Path to = settings.path(options.words().get(1));
      Path keys = settings.path(options.need("signer"));
      if (verb.equals("sign-bundle")) {
        new KeySigning(settings).bundle(from, to, keys, err);
      } else {
        Bytes payload = Bytes.of(Files.readAllBytes(from));
        Files.write(to, new KeySigning(settings).statement(payload, keys).toArray());
      }
      return 0;
    } catch (Unstartable | InvalidPathException e) {
      err.println("sogoc: " + e.getMessage());
      err.print(USE);
      return USAGE;
    } catch (IOException e) {
      err.println("sogoc: " + e);
      return FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    }
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
