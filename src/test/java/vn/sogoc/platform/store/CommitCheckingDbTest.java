package vn.sogoc.platform.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sogoc.platform.console.Progress;

/** A primary whose synchronous standby is away, and an operator who cancels what hangs. */
@Tag("service")
class CommitCheckingDbTest {
  @TempDir static Path directory;

  @Test
  void a_commit_whose_wait_for_the_standby_was_cancelled_is_not_acknowledged() throws Exception {
    try (EmbeddedPostgres store =
        EmbeddedPostgres.start(
            directory,
            Path.of("target"),
            new Progress(new PrintStream(PrintStream.nullOutputStream())))) {
      StoreAccess access = store.access();
      run(access.url(), access.owner(), access.ownerPassword(), "create table kept (word text)");
      run(access.url(), access.owner(), access.ownerPassword(), "grant all on kept to sogoc_app");
      assertThat(cancelledCommit(access, new CommitCheckingDriver(), false)).isEmpty();
      run(
          access.url(),
          "postgres",
          superuserPassword(),
          "alter system set synchronous_standby_names = 'nobody'",
          "select pg_reload_conf()");
      assertThat(cancelledCommit(access, DriverManager.getDriver(access.url()), true))
          .as("the driver alone says nothing")
          .isEmpty();
      Optional<SQLException> refused = cancelledCommit(access, new CommitCheckingDriver(), true);
      assertThat(refused.map(SQLException::getSQLState)).contains("08007");
      assertThat(refused.map(Throwable::getMessage).orElse("")).contains("not known to be durable");
      assertThat(words(access)).as("and yet it is there: unknown, not undone").isEqualTo(3);
    }
  }

  /** What a commit throws; empty where it returns normally. */
  private Optional<SQLException> cancelledCommit(StoreAccess access, Driver driver, boolean waits)
      throws Exception {
    Properties login = new Properties();
    login.setProperty("user", access.user());
    login.setProperty("password", access.password());
    try (Connection connection = driver.connect(access.url(), login)) {
      connection.setAutoCommit(false);
      long backend;
      try (Statement statement = connection.createStatement()) {
        statement.execute("insert into kept values ('một')");
        try (ResultSet pid = statement.executeQuery("select pg_backend_pid()")) {
          pid.next();
          backend = pid.getLong(1);
        }
      }
      CompletableFuture<Optional<SQLException>> commit =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  connection.commit();
                  return Optional.empty();
                } catch (SQLException e) {
                  return Optional.of(e);
                }
              });
      if (waits) {
        cancelOnceItWaits(access, backend);
      }
      return commit.get(30, TimeUnit.SECONDS);
    }
  }

  private void cancelOnceItWaits(StoreAccess access, long backend) throws Exception {
    String waiting =
        "select pg_cancel_backend(pid) from pg_stat_activity where pid = %d and wait_event = 'SyncRep'"
            .formatted(backend);
    try (Connection operator =
            DriverManager.getConnection(access.url(), "postgres", superuserPassword());
        Statement statement = operator.createStatement()) {
      while (true) {
        try (ResultSet cancelled = statement.executeQuery(waiting)) {
          if (cancelled.next()) {
            return;
          }
        }
        Thread.sleep(20);
      }
    }
  }

  private static long words(StoreAccess access) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(access.url(), access.user(), access.password());
        Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("select count(*) from kept")) {
      count.next();
      return count.getLong(1);
    }
  }

  private static String superuserPassword() throws Exception {
    Properties passwords = new Properties();
    try (Reader kept = Files.newBufferedReader(directory.resolve("passwords.properties"))) {
      passwords.load(kept);
    }
    return passwords.getProperty("postgres");
  }

  private static void run(String url, String user, String password, String... sql)
      throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, user, password);
        Statement statement = connection.createStatement()) {
      for (String each : sql) {
        statement.execute(each);
      }
    }
  }
}
