package vn.sogoc.support;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.note.MalformedNote;
import vn.sogoc.crypto.note.NoteKey;
import vn.sogoc.crypto.note.SeedSigner;
import vn.sogoc.crypto.note.WitnessPolicy;
import vn.sogoc.demo.DevKeys;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.platform.console.Progress;
import vn.sogoc.platform.store.EmbeddedPostgres;
import vn.sogoc.platform.store.StoreAccess;
import vn.sogoc.platform.store.StoreUnavailable;
import vn.sogoc.tlog.witness.Witness;
import vn.sogoc.tlog.witness.WitnessServer;
import vn.sogoc.tlog.witness.WitnessStore;

/**
 * Gives every {@code @QuarkusTest} the embedded PostgreSQL with an empty database. The server's
 * directory is kept under {@code target}, so that only the first run pays for making it. Found
 * through {@code META-INF/services}; no test names it.
 */
public final class TestStore implements QuarkusTestResourceLifecycleManager {
  /** Two lanes of tests in one checkout have a server each. */
  private static final Path DIRECTORY =
      Path.of("target", System.getProperty("sogoc.lane", ""), "test-postgres");

  private final List<WitnessServer> witnesses = new ArrayList<>();
  private @Nullable EmbeddedPostgres store;

  @Override
  public Map<String, String> start() {
    try {
      EmbeddedPostgres started =
          EmbeddedPostgres.start(DIRECTORY, Path.of("target"), new Progress(System.out));
      store = started;
      StoreAccess access = started.emptyDatabase("sogoc_test");
      Properties passwords = new Properties();
      try (Reader kept = Files.newBufferedReader(DIRECTORY.resolve("passwords.properties"))) {
        passwords.load(kept);
      }
      return Map.of(
          "sogoc.trust.keys", keys().toString(),
          "sogoc.log.witnesses", witnesses(),
          // the database is empty, so nothing was signed
          "sogoc.log.memory", Files.createTempDirectory("sogoc-log-memory").toString(),
          "sogoc.db.url", access.url(),
          // for the tests that play a hand on the database
          "sogoc.db.superuser.password", passwords.getProperty("postgres"),
          "sogoc.db.user", access.user(),
          "sogoc.db.password", access.password(),
          "sogoc.db.owner", access.owner(),
          "sogoc.db.owner.password", access.ownerPassword());
    } catch (StoreUnavailable e) {
      throw new IllegalStateException(e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A copy of the demo's keys, to which tests add institutions of their own. */
  private static Path keys() throws IOException {
    Path copy = Files.createTempDirectory("sogoc-keys");
    try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("keys-dev"))) {
      for (Path file : files) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }

  /** The demo's witnesses with an empty memory, because the database is empty too. */
  private String witnesses() throws IOException {
    try {
      List<NoteKey> logs =
          WitnessPolicy.parse(Files.readString(Path.of("keys-dev/log-policy"))).logs().stream()
              .map(WitnessPolicy.Log::key)
              .toList();
      for (int i = 1; i <= DevKeys.WITNESSES; i++) {
        Bytes seed =
            Bytes.ofHex(Files.readString(Path.of("keys-dev/witness-" + i + ".seed")).strip());
        SeedSigner signer = SeedSigner.cosignature(DevKeys.witness(i), seed);
        WitnessStore memory =
            WitnessStore.open(Files.createTempDirectory("sogoc-witness"), List.of(signer.key()));
        Witness witness =
            new Witness(logs.subList(0, 1), List.of(signer), memory, Clock.systemUTC());
        witnesses.add(
            WitnessServer.start(
                witness, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
      }
    } catch (MalformedNote e) {
      throw new IOException("keys-dev/log-policy", e);
    }
    return witnesses.stream()
        .map(w -> "http://127.0.0.1:" + w.address().getPort())
        .collect(Collectors.joining(","));
  }

  @Override
  public void stop() {
    witnesses.forEach(WitnessServer::close);
    if (store != null) {
      try {
        store.close();
      } catch (StoreUnavailable e) {
        throw new IllegalStateException(e.getMessage(), e);
      }
    }
  }
}
