package vn.sogoc.killed;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** The delivered program as a process on one data directory, to be killed and started again. */
final class RunningService {
  private static final int START_SECONDS = 150;
  private static final int PORT_LINE = 3;

  private final Path jar;
  private final Path data;
  private final Map<String, String> settings;
  private final int port;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private Process process;
  private int starts;

  RunningService(Path jar, Path data, Map<String, String> settings) throws IOException {
    this.jar = jar;
    this.data = data;
    this.settings = settings;
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.port = probe.getLocalPort();
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Of everything made at the first start. */
  Path demo() {
    return data.resolve("demo.json");
  }

  /** Starts it and waits until it answers; the first time until it has made its people. */
  void start() throws IOException, InterruptedException {
    starts++;
    ProcessBuilder builder =
        new ProcessBuilder(command("demo"))
            .redirectErrorStream(true)
            .redirectOutput(data.resolve("service-" + starts + ".log").toFile());
    environment(builder);
    process = builder.start();
    HttpRequest probe =
        HttpRequest.newBuilder(address().resolve("/health/ready"))
            .timeout(Duration.ofSeconds(10))
            .build();
    for (int i = 0; i < START_SECONDS * 20; i++) {
      if (!process.isAlive()) {
        throw new IOException("the service ended at its start; see " + data);
      }
      try {
        int status = client.send(probe, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status == 200 && Files.exists(demo())) {
          return;
        }
      } catch (IOException e) {
        // it does not listen yet
      }
      Thread.sleep(50);
    }
    throw new IOException("the service did not get ready; see " + data);
  }

  /** What the verb {@code audit} says about the register, and its exit code in front. */
  String audit() throws IOException, InterruptedException {
    Path said = data.resolve("audit.log");
    ProcessBuilder builder =
        new ProcessBuilder(command("audit"))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    environment(builder);
    int code = builder.start().waitFor();
    return code + " " + Files.readString(said);
  }

  /** Signal 9, and nobody is left of it but its store. */
  void kill() throws InterruptedException {
    List<ProcessHandle> helpers = process.descendants().filter(this::isOfTheProgram).toList();
    process.destroyForcibly().waitFor();
    // its witnesses end by themselves when it is gone, and give their folders free
    for (ProcessHandle helper : helpers) {
      awaitEnd(helper);
    }
  }

  /** Signal 9 to one of the store's processes: it ends the others, recovers and goes on. */
  void killOneOfTheStore() throws SQLException, IOException, InterruptedException {
    try (Connection hand = superuser();
        var pids =
            hand.createStatement()
                .executeQuery(
                    "select pid from pg_stat_activity where usename = 'sogoc_app'"
                        + " order by query_start desc limit 1")) {
      if (pids.next()) {
        kill(List.of(pids.getLong(1)));
        for (int i = 0; i < START_SECONDS && hand.isValid(1); i++) {
          Thread.sleep(10); // the others end when the first of them notices, this one too
        }
      }
    }
  }

  /** Signal 9 to everything of the store at once, as when the power goes. */
  void killStore() throws IOException, InterruptedException {
    long postmaster = Long.parseLong(Files.readAllLines(pidFile()).getFirst().strip());
    List<ProcessHandle> all = new ArrayList<>();
    ProcessHandle.of(postmaster)
        .ifPresent(
            p -> {
              all.add(p);
              p.children().forEach(all::add);
            });
    kill(all.stream().map(ProcessHandle::pid).toList());
    for (ProcessHandle each : all) {
      awaitEnd(each);
    }
  }

  /** Until it answers again, as it does by itself after one of its processes died. */
  void awaitStore() throws IOException, InterruptedException {
    for (int i = 0; i < START_SECONDS * 20; i++) {
      try (Connection hand = superuser()) {
        if (hand.isValid(1)) {
          return;
        }
      } catch (SQLException e) {
        // it recovers
      }
      Thread.sleep(50);
    }
    throw new IOException("the store does not answer");
  }

  /**
   * From now on a commit is answered before it is on the disk, and does not get there by itself.
   */
  void plantEarlyAcknowledgement() throws SQLException, IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("kill", "-STOP"));
    try (Connection hand = superuser();
        var sql = hand.createStatement()) {
      sql.execute("alter role sogoc_app set synchronous_commit = off");
      sql.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'sogoc_app'");
      try (var pids =
          sql.executeQuery(
              "select pid from pg_stat_activity where backend_type"
                  + " in ('walwriter', 'background writer', 'checkpointer')")) {
        while (pids.next()) {
          command.add(pids.getString(1));
        }
      }
    }
    new ProcessBuilder(command).start().waitFor();
  }

  /** Ends it in order; the store with it, whatever became of them. */
  void stop() throws IOException, InterruptedException {
    if (process == null) {
      return;
    }
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    if (Files.exists(pidFile())) {
      killStore();
    }
  }

  /** As nobody but its administrator may look. */
  Connection superuser() throws SQLException, IOException {
    Properties passwords = new Properties();
    try (var in = Files.newBufferedReader(data.resolve("postgres/passwords.properties"))) {
      passwords.load(in);
    }
    String storePort = Files.readAllLines(pidFile()).get(PORT_LINE).strip();
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + storePort + "/sogoc",
        "postgres",
        passwords.getProperty("postgres"));
  }

  private Path pidFile() {
    return data.resolve("postgres/data/postmaster.pid");
  }

  private boolean isOfTheProgram(ProcessHandle process) {
    return process.info().commandLine().filter(c -> c.contains(" witness ")).isPresent();
  }

  private static void kill(List<Long> pids) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("kill", "-9"));
    pids.forEach(pid -> command.add(Long.toString(pid)));
    new ProcessBuilder(command).start().waitFor();
  }

  /** A zombie waits for a parent that may be the machine's first process; it holds nothing. */
  private static void awaitEnd(ProcessHandle process) throws InterruptedException {
    for (int i = 0; i < 1000 && process.isAlive() && !isZombie(process); i++) {
      Thread.sleep(10);
    }
  }

  private static boolean isZombie(ProcessHandle process) {
    Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
    try {
      return Files.readString(stat).contains(") Z ");
    } catch (IOException e) {
      return true;
    }
  }

  private List<String> command(String verb) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        // written when it is first stopped in order, so that the many starts after that are short
        "-XX:+AutoCreateSharedArchive",
        "-XX:SharedArchiveFile=" + data.resolve("classes.jsa"),
        "--enable-native-access=ALL-UNNAMED",
        "-Dfile.encoding=UTF-8",
        "-Dsogoc.keys-dev=" + Path.of("keys-dev").toAbsolutePath(),
        "-Dsogoc.software=" + Path.of("target").toAbsolutePath(),
        "-jar",
        jar.toString(),
        verb);
  }

  /** What a silent node holds it holds for a second or two here, so that a round is short. */
  private void environment(ProcessBuilder builder) {
    builder.environment().keySet().removeIf(name -> name.startsWith("SOGOC_"));
    builder.environment().put("SOGOC_DATA", data.toString());
    builder.environment().put("SOGOC_PORT", Integer.toString(port));
    builder.environment().put("SOGOC_HTTPS_PORT", "0");
    builder.environment().put("SOGOC_ADDRESS", "http://localhost:8080");
    builder.environment().put("SOGOC_IDEMPOTENCY_LEASE", "PT1S");
    builder.environment().put("SOGOC_JOBS_LEASE", "2S");
    builder.environment().put("SOGOC_JOBS_PAUSE", "0.1S");
    builder.environment().put("SOGOC_JOBS_POLL", "0.1S");
    builder.environment().put("SOGOC_STATUS_PUBLISH_EVERY", "1S");
    builder.environment().put("SOGOC_AUDIT_INTERVAL", "PT0S");
    builder.environment().putAll(settings);
  }
}
