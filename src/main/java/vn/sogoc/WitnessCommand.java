package vn.sogoc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.note.MalformedNote;
import vn.sogoc.crypto.note.NoteKey;
import vn.sogoc.crypto.note.SeedSigner;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.platform.SystemClock;
import vn.sogoc.platform.secrets.Randomness;
import vn.sogoc.tlog.witness.Witness;
import vn.sogoc.tlog.witness.WitnessServer;
import vn.sogoc.tlog.witness.WitnessStore;

/**
 * The verb {@code witness}: a witness of transparency logs in a process of its own. It belongs on
 * another machine than the logs it watches, under another administrator.
 */
final class WitnessCommand {
  private static final int USAGE = 64;

  /** EX_CONFIG of BSD's sysexits.h. */
  private static final int MISCONFIGURED = 78;

  private static final int SEED = 32;
  private static final Pattern SEED_TEXT = Pattern.compile("[0-9a-f]{64}\n?");
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;

  WitnessCommand(InputStream in, PrintStream out, PrintStream err) {
    this.in = in;
    this.out = out;
    this.err = err;
  }

  /** What the words after the verb say. */
  private static final class Words {
    private String name = "";
    private @Nullable Path data;
    private @Nullable Path seed;
    private String host = "127.0.0.1";
    private int port = -1;
    private final List<NoteKey> logs = new ArrayList<>();

    private boolean untilStdinCloses;

    Words(List<String> arguments) throws Unstartable {
      for (int i = 0; i < arguments.size(); ) {
        if (arguments.get(i).equals("--until-stdin-closes")) {
          untilStdinCloses = true;
          i++;
        } else if (i + 1 < arguments.size()) {
          take(arguments.get(i), arguments.get(i + 1));
          i += 2;
        } else {
          throw new Unstartable("every other word beginning with -- has a value.");
        }
      }
      if (name.isEmpty() || data == null || port < 0 || logs.isEmpty()) {
        throw new Unstartable("--name, --data, --port and at least one --log are needed.");
      }
    }

    private void take(String word, String value) throws Unstartable {
      switch (word) {
        case "--name" -> name = value;
        case "--data" -> data = Path.of(value).toAbsolutePath();
        case "--seed" -> seed = Path.of(value).toAbsolutePath();
        case "--host" -> host = value;
        case "--port" -> port = portOf(value);
        case "--log" -> {
          try {
            logs.add(NoteKey.parse(value));
          } catch (MalformedNote e) {
            throw new Unstartable("--log is a verifier key: expected " + e.getMessage() + ".");
          }
        }
        default -> throw new Unstartable("the word " + word + " is unknown.");
      }
    }

    private static int portOf(String text) throws Unstartable {
      if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65535) {
        throw new Unstartable("--port is a port from 0 to 65535, found \"" + text + "\".");
      }
      return Integer.parseInt(text);
    }

    Path data() {
      return Objects.requireNonNull(data);
    }

    Path seed() {
      return seed == null ? data().resolve("seed") : seed;
    }
  }

  int run(List<String> arguments) {
    Words words;
    try {
      words = new Words(arguments);
    } catch (Unstartable e) {
      err.println("sogoc: " + e.getMessage());
      err.println(
          "usage: ./sogoc witness --name NAME --data DIR --port PORT --log VKEY [--log VKEY]..."
              + " [--seed FILE] [--host ADDRESS] [--until-stdin-closes]");
      return USAGE;
    }
    CountDownLatch end = new CountDownLatch(1);
    try (Started witness = start(words)) {
      out.println("vkey " + witness.key().vkey());
      out.println("ready http://" + witness.authority() + "/");
      out.flush();
      Runtime.getRuntime().addShutdownHook(new Thread(witness::close, "witness-end"));
      if (words.untilStdinCloses) {
        // whoever started it holds the other end of the pipe; however that process ends, the pipe
        // closes, and nobody is left who would end this one
        in.transferTo(OutputStream.nullOutputStream());
        return 0;
      }
      end.await(); // a signal ends the process
      return 0;
    } catch (Unstartable | IOException e) {
      err.println("sogoc: the witness cannot start: " + e.getMessage());
      return MISCONFIGURED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  /** A running witness. */
  private record Started(NoteKey key, WitnessStore store, WitnessServer server)
      implements AutoCloseable {
    String authority() {
      InetSocketAddress address = server.address();
      String host = address.getAddress().getHostAddress();
      return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    @Override
    public void close() {
      server.close();
      store.close();
    }
  }

  private static Started start(Words words) throws IOException, Unstartable {
    InetSocketAddress address;
    try {
      address = new InetSocketAddress(InetAddress.getByName(words.host), words.port);
    } catch (UnknownHostException e) {
      throw new Unstartable("--host is an address of this machine, found " + words.host);
    }
    SeedSigner signer;
    try {
      signer = SeedSigner.cosignature(words.name, seed(words));
    } catch (IllegalArgumentException e) {
      throw new Unstartable("--name does not fit: " + e.getMessage());
    }
    WitnessStore store = WitnessStore.open(words.data(), List.of(signer.key()));
    Witness witness = new Witness(words.logs, List.of(signer), store, SystemClock.utc());
    return new Started(signer.key(), store, WitnessServer.start(witness, address));
  }

  /** Reads the seed, or makes one where the witness has never cosigned anything. */
  private static Bytes seed(Words words) throws IOException, Unstartable {
    Path file = words.seed();
    if (!Files.exists(file)) {
      if (WitnessStore.hasRecords(words.data())) {
        // a new key would make the old records worthless, and with them the memory
        throw new Unstartable("there are records in " + words.data() + " but no seed " + file);
      }
      make(file);
    }
    if (Files.size(file) > 2 * SEED + 1) {
      throw new Unstartable("the seed " + file + " is 64 hexadecimal digits");
    }
    if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
      throw new Unstartable("the seed " + file + " is readable by others; make it mode 0600");
    }
    String text = Files.readString(file, StandardCharsets.US_ASCII);
    if (!SEED_TEXT.matcher(text).matches()) {
      throw new Unstartable("the seed " + file + " is 64 hexadecimal digits");
    }
    return Bytes.ofHex(text.strip());
  }

  private static void make(Path file) throws IOException {
    Path directory = Objects.requireNonNull(file.getParent());
    Files.createDirectories(directory);
    SecureRandom random = Randomness.ofSystem();
    byte[] seed = new byte[SEED];
    random.nextBytes(seed);
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
      channel.write(
          ByteBuffer.wrap((Bytes.of(seed).hex() + "\n").getBytes(StandardCharsets.US_ASCII)));
      channel.force(true);
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true); // the key must not be lost after its first cosignature
    }
  }
}
