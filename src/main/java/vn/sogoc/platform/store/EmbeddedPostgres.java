package vn.sogoc.platform.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;
import vn.sogoc.platform.console.Progress;
import vn.sogoc.platform.secrets.LocalSecrets;

/**
 * A PostgreSQL server of our own, running from {@link #start} to {@link #close}. The caller closes
 * it after everything that uses it has stopped.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final String SUPERUSER = "postgres";
  private static final String OWNER = "sogoc_owner";
  private static final String APPLICATION = "sogoc_app";

  /** Settings without which an acknowledgement would not be durable, or a torn page unseen. */
  private static final List<String> MUST_BE_ON =
      List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums");

  /** Of {@code postmaster.pid}, from 0 (PostgreSQL, pidfile.h: LOCK_FILE_LINE_PORT). */
  private static final int PORT_LINE = 3;

  private final DirectoryLock lock;
  private final PostgresServer server;
  private final Map<String, String> passwords;
  private final int port;

  private EmbeddedPostgres(
      DirectoryLock lock, PostgresServer server, Map<String, String> passwords, int port) {
    this.lock = lock;
    this.server = server;
    this.passwords = passwords;
    this.port = port;
  }

  /**
   * Starts the server of a directory, which is made on first use.
   *
   * @param directory where data, log and passwords live; used by one process at a time
   * @param software where PostgreSQL itself is unpacked to; may be shared
   * @throws StoreUnavailable with a sentence that says what to do
   */
  public static EmbeddedPostgres start(Path directory, Path software, Progress progress)
      throws StoreUnavailable {
    Path root = directory.toAbsolutePath().normalize();
    try {
      Files.createDirectories(root);
      Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
      DirectoryLock lock = DirectoryLock.take(root);
      try {
        return start(root, software, lock, progress);
      } catch (IOException e) {
        lock.close();
        throw e;
      }
    } catch (StoreUnavailable e) {
      throw e;
    } catch (IOException e) {
      throw new StoreUnavailable("The directory " + root + " cannot be used: " + e, e);
    }
  }

  private static EmbeddedPostgres start(
      Path root, Path softwareParent, DirectoryLock lock, Progress progress) throws IOException {
    Path software =
        progress.step("Unpacking PostgreSQL", () -> PostgresBinaries.unpackInto(softwareParent));
    Map<String, String> passwords =
        LocalSecrets.readOrMake(
            root.resolve("passwords.properties"), SUPERUSER, OWNER, APPLICATION);
    PostgresServer server = new PostgresServer(software, root);
    if (!server.isInitialised()) {
      progress.step(
          "Making the database directory", () -> server.initialise(password(passwords, SUPERUSER)));
    }
    int port = progress.step("Starting PostgreSQL", server::start);
    EmbeddedPostgres started = new EmbeddedPostgres(lock, server, passwords, port);
    try {
      started.prepare();
      return started;
    } catch (SQLException e) {
      server.stop();
      throw new StoreUnavailable(
          "PostgreSQL does not let us in ("
              + e.getMessage()
              + "). The passwords of "
              + root
              + " belong to its data: restore both from the same backup.",
          e);
    } catch (StoreUnavailable e) {
      server.stop();
      throw e;
    }
  }

  /**
   * How to reach the server of a directory that another process has started; empty where none runs.
   * It is only looked at: whoever holds the directory's lock decides about the server.
   */
  public static Optional<StoreAccess> running(Path directory) throws IOException {
    Path root = directory.toAbsolutePath().normalize();
    Path pidFile = root.resolve("data").resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(pidFile);
    if (lines.size() <= PORT_LINE || !lines.get(PORT_LINE).strip().matches("[0-9]{1,5}")) {
      return Optional.empty();
    }
    Map<String, String> passwords =
        LocalSecrets.readOrMake(
            root.resolve("passwords.properties"), SUPERUSER, OWNER, APPLICATION);
    int port = Integer.parseInt(lines.get(PORT_LINE).strip());
    return Optional.of(
        new StoreAccess(
            url("sogoc", port),
            APPLICATION,
            password(passwords, APPLICATION),
            OWNER,
            password(passwords, OWNER)));
  }

  /**
   * Runs statements in the service's database as the superuser whom no grant and no guard holds
   * back: what an operator with bad intentions could do, for showing what comes of it. The
   * directory is one that another process has started.
   *
   * @return how many rows the last statement changed
   */
  public static int asSuperuser(Path directory, List<String> statements)
      throws IOException, SQLException {
    StoreAccess running =
        running(directory).orElseThrow(() -> new IOException("no server runs in " + directory));
    Map<String, String> passwords =
        LocalSecrets.readOrMake(
            directory.resolve("passwords.properties"), SUPERUSER, OWNER, APPLICATION);
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(running.url());
    try (Connection connection = source.getConnection(SUPERUSER, password(passwords, SUPERUSER));
        Statement sql = connection.createStatement()) {
      int changed = 0;
      for (String statement : statements) {
        sql.execute(statement);
        changed = sql.getUpdateCount();
      }
      return changed;
    }
  }

  /** The service's database. */
  public StoreAccess access() {
    return access("sogoc");
  }

  /**
   * A database with nothing in it, replacing one of that name: for tests and measurements.
   *
   * @param name lower-case letters and underscores
   */
  public StoreAccess emptyDatabase(String name) throws StoreUnavailable {
    try (Connection connection = connect("postgres", SUPERUSER, password(passwords, SUPERUSER));
        Statement sql = connection.createStatement()) {
      sql.execute("drop database if exists " + sql.enquoteIdentifier(name, true) + " with (force)");
      makeDatabase(sql, name);
      return access(name);
    } catch (SQLException e) {
      throw new StoreUnavailable("The database " + name + " cannot be made.", e);
    }
  }

  private StoreAccess access(String database) {
    return new StoreAccess(
        url(database),
        APPLICATION,
        password(passwords, APPLICATION),
        OWNER,
        password(passwords, OWNER));
  }

  private void prepare() throws SQLException, StoreUnavailable {
    try (Connection connection = connect("postgres", SUPERUSER, password(passwords, SUPERUSER));
        Statement sql = connection.createStatement()) {
      for (String setting : MUST_BE_ON) {
        String value = single(sql, "show " + setting);
        if (!value.equals("on")) {
          throw new StoreUnavailable(
              "PostgreSQL runs with " + setting + " = " + value + ", which is not durable.");
        }
      }
      ensureRole(sql, OWNER, password(passwords, OWNER));
      ensureRole(sql, APPLICATION, password(passwords, APPLICATION));
      if (single(sql, "select count(*) from pg_database where datname = 'sogoc'").equals("0")) {
        makeDatabase(sql, "sogoc");
      }
    }
  }

  private static String password(Map<String, String> passwords, String role) {
    return Objects.requireNonNull(passwords.get(role));
  }

  private static void ensureRole(Statement sql, String role, String password) throws SQLException {
    if (single(sql, "select count(*) from pg_roles where rolname = '" + role + "'").equals("0")) {
      sql.execute("create role " + role + " login password " + sql.enquoteLiteral(password));
    }
  }

  private static void makeDatabase(Statement sql, String name) throws SQLException {
    String quoted = sql.enquoteIdentifier(name, true);
    sql.execute("create database " + quoted + " owner " + OWNER);
    sql.execute("revoke all on database " + quoted + " from public");
    sql.execute("grant connect on database " + quoted + " to " + APPLICATION);
  }

  private static String single(Statement sql, String query) throws SQLException {
    try (ResultSet row = sql.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  private String url(String database) {
    return url(database, port);
  }

  private static String url(String database, int port) {
    return "jdbc:postgresql://127.0.0.1:"
        + port
        + "/"
        + database
        + "?reWriteBatchedInserts=true&logServerErrorDetail=false&ApplicationName=sogoc";
  }

  private Connection connect(String database, String user, String password) throws SQLException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(url(database));
    return source.getConnection(user, password);
  }

  /** Stops the server in order and lets the directory go. */
  @Override
  public void close() throws StoreUnavailable {
    try {
      server.stop();
      lock.close();
    } catch (StoreUnavailable e) {
      throw e;
    } catch (IOException e) {
      throw new StoreUnavailable("PostgreSQL could not be stopped: " + e.getMessage(), e);
    }
  }
}
