package vn.sogoc;

import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import vn.sogoc.platform.console.Progress;
import vn.sogoc.platform.https.HttpsIdentity;
import vn.sogoc.platform.secrets.LocalSecrets;
import vn.sogoc.platform.store.EmbeddedPostgres;
import vn.sogoc.platform.store.StoreAccess;
import vn.sogoc.platform.store.StoreUnavailable;

/**
 * Starts the service with what it stands on and stops both in order: first the service, then the
 * embedded store. What was found out here reaches the service as system properties.
 */
final class Service {
  private static final Logger LOG = Logger.getLogger(Service.class);
  private static final int FAILED = 1;

  /** EX_CONFIG of BSD's sysexits.h. */
  private static final int NOT_SET_UP = 78;

  private static final long STOP_SECONDS = 40;

  /** How the service runs. */
  enum Mode {
    /** Public keys, demo people, everything embedded; never for real diplomas. */
    DEMO("demo"),
    /** Starts only with every secret given, and never with the keys of the demo. */
    PRODUCTION("prod");

    private final String profile;

    Mode(String profile) {
      this.profile = profile;
    }
  }

  private final Mode mode;
  private final Settings settings;
  private final Progress progress;
  private final PrintStream err;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicBoolean serving = new AtomicBoolean();
  private final AtomicInteger exitCode = new AtomicInteger();

  Service(Mode mode, Settings settings, PrintStream err) {
    this.mode = mode;
    this.settings = settings;
    this.progress = new Progress(err);
    this.err = err;
  }

  /** Runs until the service ends or a signal comes; returns the exit code. */
  int run(List<String> arguments) {
    if (!arguments.isEmpty()) {
      err.println("sogoc: this verb takes no arguments, found \"" + arguments.getFirst() + "\".");
      return 64;
    }
    try {
      setUp();
    } catch (Unstartable | StoreUnavailable e) {
      err.println("sogoc: " + e.getMessage());
      return NOT_SET_UP;
    } catch (IOException e) {
      err.println("sogoc: the data directory " + settings.data() + " cannot be used: " + e);
      return NOT_SET_UP;
    }
    serving.set(true);
    // the handler keeps Quarkus from ending the process before the store was stopped
    Quarkus.run(
        null,
        (code, cause) -> {
          exitCode.set(cause == null ? code : FAILED);
          if (cause != null) {
            explain(cause);
          }
          ended.countDown();
        });
    ended.countDown();
    return exitCode.get();
  }

  /** The whole story for whoever has to find out; its first and last sentence for everybody. */
  private void explain(Throwable cause) {
    LOG.error("The service ended with an error", cause);
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    err.println("sogoc: the service did not start: " + root.getMessage());
  }

  private void setUp() throws Unstartable, IOException {
    if (mode == Mode.PRODUCTION) {
      new ProductionRules(settings).check();
    }
    int port = free("SOGOC_PORT", settings.port());
    int httpsPort = free("SOGOC_HTTPS_PORT", settings.httpsPort());
    URI address = settings.address().orElse(URI.create("http://localhost:" + port));
    Path data = settings.data();
    Files.createDirectories(data);

    // What is being uploaded may be about a person: not in a folder that users of a machine share.
    Path uploads = data.resolve("uploads");
    Files.createDirectories(uploads);
    pass("quarkus.http.body.uploads-directory", uploads.toString());
    pass("quarkus.profile", mode.profile);
    pass("sogoc.data", data.toString());
    pass("sogoc.address", address.toString());
    pass("sogoc.port", Integer.toString(port));
    pass("sogoc.https-port", Integer.toString(httpsPort));
    if (mode == Mode.PRODUCTION) {
      ProductionRules.properties(settings).forEach(Service::pass);
    }
    // other processes first: they start while this one reads its keys
    Optional<DemoWitnesses> witnesses =
        mode == Mode.DEMO ? Optional.of(demoWitnesses(data)) : Optional.empty();
    boolean embedded = settings.find("db.url").filter(url -> !url.equals("embedded")).isEmpty();
    Optional<Future<EmbeddedPostgres>> store =
        embedded ? Optional.of(start(data)) : Optional.empty();
    secure(data, address);
    if (mode == Mode.DEMO) {
      demoSecrets(data);
    }
    if (store.isPresent()) {
      use(store.get());
    }
    if (witnesses.isPresent()) {
      pass("sogoc.log.witnesses", witnesses.get().addresses());
    }
  }

  private DemoWitnesses demoWitnesses(Path data) throws IOException {
    DemoWitnesses witnesses =
        DemoWitnesses.start(data, Path.of(settings.find("keys-dev").orElse("keys-dev")));
    Runtime.getRuntime().addShutdownHook(new Thread(witnesses::close, "witnesses-stop"));
    return witnesses;
  }

  /** Beside this thread, and stopped at the end even where the end comes before it started. */
  private Future<EmbeddedPostgres> start(Path data) {
    Path directory = data.resolve("postgres");
    Path software =
        settings.find("software").map(Path::of).filter(Files::isWritable).orElse(directory);
    FutureTask<EmbeddedPostgres> starting =
        new FutureTask<>(() -> EmbeddedPostgres.start(directory, software, progress));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(starting), "store-stop"));
    Thread.ofPlatform().name("store-start").start(starting);
    return starting;
  }

  private static void use(Future<EmbeddedPostgres> store) throws StoreUnavailable {
    StoreAccess access = await(store).access();
    pass("sogoc.db.url", access.url());
    pass("sogoc.db.user", access.user());
    pass("sogoc.db.password", access.password());
    pass("sogoc.db.owner", access.owner());
    pass("sogoc.db.owner.password", access.ownerPassword());
  }

  private static EmbeddedPostgres await(Future<EmbeddedPostgres> store) throws StoreUnavailable {
    try {
      return store.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoreUnavailable unavailable) {
        throw unavailable;
      }
      throw new IllegalStateException("the embedded store did not start", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the embedded store started", e);
    }
  }

  /** Runs beside the service's own shutdown hook and lets it finish first. */
  private void stop(Future<EmbeddedPostgres> store) {
    try {
      if (serving.get() && !ended.await(STOP_SECONDS, TimeUnit.SECONDS)) {
        err.println("sogoc: the service did not end in time; stopping the database under it.");
      }
      store.get().close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      LOG.debug("nothing to stop: the store did not start", e);
    } catch (StoreUnavailable e) {
      err.println("sogoc: " + e.getMessage());
    }
  }

  private void secure(Path data, URI address) throws IOException {
    Path keyStore = settings.find("tls.keystore").map(Path::of).orElse(null);
    String password = settings.find("tls.password").orElse("");
    if (keyStore == null) {
      HttpsIdentity own = HttpsIdentity.readOrMake(data.resolve("https"), address);
      keyStore = own.keyStore();
      password = own.password();
    }
    pass("quarkus.tls.key-store.p12.path", keyStore.toString());
    pass("quarkus.tls.key-store.p12.password", password);
  }

  private void demoSecrets(Path data) throws IOException {
    Map<String, String> made =
        LocalSecrets.readOrMake(data.resolve("secrets.properties"), "secrets.master");
    made.forEach(
        (name, value) -> {
          if (settings.find(name).isEmpty()) {
            pass("sogoc." + name, value);
          }
        });
  }

  /** Looks before everything else is started; port 0 becomes any free one. */
  private static int free(String variable, int port) throws Unstartable {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(port));
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new Unstartable(
          "Port " + port + " is taken by another program. Name another one in " + variable + ".");
    }
  }

  private static void pass(String name, String value) {
    System.setProperty(name, value);
  }
}
