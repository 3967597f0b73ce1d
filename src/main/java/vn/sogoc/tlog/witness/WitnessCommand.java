package vn.sogoc.tlog.witness;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import vn.sogoc.crypto.note.MalformedNote;
import vn.sogoc.crypto.note.NoteKey;
import vn.sogoc.crypto.note.SeedSigner;
import vn.sogoc.kernel.Bytes;

/** The verb {@code witness}: a program of its own, meant for somebody else's machine. */
public final class WitnessCommand {
  private static final int USAGE = 64;
  private static final int FAILED = 1;
  private static final int SEED = 32;

  private final PrintStream out;
  private final PrintStream err;
  private final Clock clock;
  private final SecureRandom random;

  private String name = "";
  private Optional<Path> data = Optional.empty();
  private Optional<Path> seed = Optional.empty();
  private int port = 8090;
  private final List<NoteKey> logs = new ArrayList<>();

  /** A command that has not yet read its arguments. */
  public WitnessCommand(PrintStream out, PrintStream err, Clock clock, SecureRandom random) {
    this.out = out;
    this.err = err;
    this.clock = clock;
    this.random = random;
  }

  /** Watches until the process is ended; returns an exit code where it cannot. */
  public int run(List<String> arguments) {
    try {
      if (!understood(arguments)) {
        err.println(
            "usage: ./sogoc witness --name NAME --data DIR --log VKEY [--log VKEY]... [--port PORT]"
                + " [--seed FILE]");
        return USAGE;
      }
    } catch (MalformedNote e) {
      err.println("sogoc: not the key of a log: " + e.getMessage());
      return USAGE;
    }
    try {
      Path folder = data.orElseThrow();
      SeedSigner signer = SeedSigner.cosignature(name, seed(seed.orElse(folder.resolve("seed"))));
      Witness witness = new Witness(logs, signer, folder.resolve("heads"), clock);
      WitnessServer server = WitnessServer.start(witness, port);
      out.println("witness " + signer.key().vkey());
      out.println("listening on " + server.address());
      out.flush();
      new CountDownLatch(1).await();
      return 0;
    } catch (IOException e) {
      err.println("sogoc: the witness cannot work: " + e.getMessage());
      return FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private boolean understood(List<String> arguments) throws MalformedNote {
    if (arguments.size() % 2 != 0) {
      return false;
    }
    for (int i = 0; i < arguments.size(); i += 2) {
      String value = arguments.get(i + 1);
      switch (arguments.get(i)) {
        case "--name" -> name = value;
        case "--data" -> data = Optional.of(Path.of(value));
        case "--seed" -> seed = Optional.of(Path.of(value));
        case "--log" -> logs.add(NoteKey.parse(value));
        case "--port" -> {
          if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > 65_535) {
            return false;
          }
          port = Integer.parseInt(value);
        }
        default -> {
          return false;
        }
      }
    }
    return name.matches("[^+\\s]{1,200}") && data.isPresent() && !logs.isEmpty();
  }

  /**
   * The seed in a file of 64 hexadecimal digits, made where there is none; only the owner reads it.
   */
  private Bytes seed(Path file) throws IOException {
    if (!Files.exists(file)) {
      byte[] made = new byte[SEED];
      random.nextBytes(made);
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, Bytes.of(made).hex() + "\n");
    }
    String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
    if (!text.matches("[0-9a-f]{64}")) {
      throw new IOException(file + " is not a seed of 64 hexadecimal digits");
    }
    return Bytes.ofHex(text);
  }
}
