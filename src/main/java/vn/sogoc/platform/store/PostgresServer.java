package vn.sogoc.platform.store;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The server process of one data directory: initialise, start, stop, clear what a crash left. */
final class PostgresServer {
  private static final long COMMAND_SECONDS = 120;
  private static final long STOP_SECONDS = 60;
  private static final long LOG_LIMIT = 16L << 20;
  private static final String ACCESS_RULES =
      """
      # Written by Sogoc at every start. Loopback only, always with a password.
      host all all 127.0.0.1/32 scram-sha-256
      """;

  private final Path software;
  private final Path root;
  private final Path data;
  private final Path log;

  PostgresServer(Path software, Path root) {
    this.software = software;
    this.root = root;
    this.data = root.resolve("data");
    this.log = root.resolve("postgres.log");
  }

  boolean isInitialised() {
    return Files.isDirectory(data);
  }

  /**
   * Makes the data directory: UTF-8, code point order (language order is asked for by collation
   * where it matters), checksums, no way in without a password from the first moment.
   */
  Path initialise(String superuserPassword) throws IOException {
    Path partial = root.resolve("data.partial");
    PostgresBinaries.deleteTree(partial);
    Path password = root.resolve("password.partial");
    Files.deleteIfExists(password);
    Files.createFile(
        password,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(password, superuserPassword);
      command(
          List.of(
              program("initdb"),
              "--pgdata=" + partial,
              "--username=postgres",
              "--pwfile=" + password,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--locale=C",
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8",
              "--data-checksums",
              "--no-instructions"));
    } finally {
      Files.deleteIfExists(password);
    }
    return Files.move(partial, data, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Starts the server and returns its port once it accepts connections. */
  int start() throws IOException {
    clearLeftovers();
    Files.writeString(data.resolve("pg_hba.conf"), ACCESS_RULES);
    if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
      Files.move(log, root.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
    int port = freePort();
    command(
        List.of(
            program("pg_ctl"),
            "start",
            "--pgdata=" + data,
            "--log=" + log,
            "--wait",
            "--timeout=" + COMMAND_SECONDS,
            // on the command line, so that no file can turn them off
            "--options=" + options(port)));
    return port;
  }

  private static String options(int port) {
    return String.join(
        " ",
        "-p " + port,
        "-c listen_addresses=127.0.0.1",
        "-c unix_socket_directories=",
        "-c fsync=on",
        "-c synchronous_commit=on",
        "-c full_page_writes=on",
        // a cohort writes gigabytes: fewer checkpoints, each page whole in the log less often
        "-c shared_buffers=256MB",
        "-c max_wal_size=4GB",
        "-c checkpoint_timeout=15min",
        "-c password_encryption=scram-sha-256",
        "-c timezone=UTC",
        "-c jit=off",
        // a failed statement's text and detail may name a person
        "-c log_error_verbosity=terse",
        "-c log_min_error_statement=panic");
  }

  /** Stops the server in order: open transactions are rolled back, the log is checkpointed. */
  void stop() throws IOException {
    try {
      stop("fast", STOP_SECONDS);
    } catch (StoreUnavailable e) {
      stop("immediate", COMMAND_SECONDS);
    }
  }

  private void stop(String mode, long seconds) throws IOException {
    if (!Files.exists(data.resolve("postmaster.pid"))) {
      return; // it has ended by itself
    }
    command(
        List.of(
            program("pg_ctl"),
            "stop",
            "--pgdata=" + data,
            "--mode=" + mode,
            "--wait",
            "--timeout=" + seconds));
  }

  /**
   * After a kill of our process its server lives on and is ended here, at once: nobody uses it, it
   * recovers from its journal when it is started, and asked to stop in order while it recovers from
   * a crash of its own, PostgreSQL 18.6 may wait for ever. After a crash of the machine the process
   * number in the file may belong to somebody else, and the file is removed. Both are safe because
   * this process holds the directory's lock.
   */
  private void clearLeftovers() throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    Optional<ProcessHandle> holder = runningServer(pidFile);
    if (holder.isPresent()) {
      stop("immediate", COMMAND_SECONDS);
    } else {
      Files.deleteIfExists(pidFile);
    }
  }

  private Optional<ProcessHandle> runningServer(Path pidFile) throws IOException {
    List<String> lines = Files.readAllLines(pidFile, StandardCharsets.UTF_8);
    if (lines.isEmpty() || !lines.get(0).strip().matches("[0-9]{1,10}")) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(lines.get(0).strip())).filter(this::isOurServer);
  }

  /** A process that has ended and waits for its parent (a zombie) has no working directory. */
  private boolean isOurServer(ProcessHandle process) {
    if (!Files.isDirectory(Path.of("/proc/self"))) {
      return process.info().command().filter(c -> c.endsWith("/postgres")).isPresent();
    }
    try {
      Path workingDirectory = Path.of("/proc", Long.toString(process.pid()), "cwd");
      return Files.exists(workingDirectory) && Files.isSameFile(workingDirectory, data);
    } catch (IOException e) {
      return false; // it ended while we looked, or is somebody else's
    }
  }

  private String program(String name) {
    return software.resolve("bin").resolve(name).toString();
  }

  private void command(List<String> words) throws IOException {
    List<String> all = new ArrayList<>(asOrdinaryUser());
    all.addAll(words);
    Path output = Files.createTempFile(root, "command", ".out");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(all).redirectErrorStream(true).redirectOutput(output.toFile());
      builder.environment().keySet().removeIf(n -> n.startsWith("PG") || n.startsWith("LC_"));
      builder.environment().put("LC_ALL", "C");
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(COMMAND_SECONDS + 10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new StoreUnavailable(words.get(0) + " did not end in time." + tail(output));
      }
      if (process.exitValue() != 0) {
        throw new StoreUnavailable(
            "PostgreSQL could not be started or stopped: "
                + words.get(0)
                + " ended with "
                + process.exitValue()
                + "."
                + tail(output)
                + tail(log));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable("interrupted while waiting for PostgreSQL", e);
    } finally {
      Files.deleteIfExists(output);
    }
  }

  /** PostgreSQL refuses root; in a user namespace it is nobody and still owns its files. */
  private static List<String> asOrdinaryUser() throws StoreUnavailable {
    if (new UnixSystem().getUid() != 0) {
      return List.of();
    }
    Path unshare = Path.of("/usr/bin/unshare");
    if (!Files.isExecutable(unshare)) {
      throw new StoreUnavailable(
          "PostgreSQL does not run as root, and /usr/bin/unshare is missing here."
              + " Start Sogoc as an ordinary user.");
    }
    return List.of(unshare.toString(), "--user");
  }

  private static String tail(Path file) throws IOException {
    if (!Files.exists(file)) {
      return "";
    }
    List<String> lines =
        new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip().lines().toList();
    return "\n  " + String.join("\n  ", lines.subList(Math.max(0, lines.size() - 6), lines.size()));
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }
}
