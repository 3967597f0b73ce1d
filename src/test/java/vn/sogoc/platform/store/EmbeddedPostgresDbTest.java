package vn.sogoc.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sogoc.platform.console.Progress;

@Tag("service")
class EmbeddedPostgresDbTest {
  private final Progress progress = new Progress(new PrintStream(PrintStream.nullOutputStream()));

  /** Shared by all tests; each leaves it whole. */
  @TempDir static Path directory;

  @Test
  void data_is_durable_needs_a_password_and_survives_stop_and_kill() throws Exception {
    StoreAccess access;
    try (EmbeddedPostgres store = start()) {
      access = store.access();
      assertThat(settings(access, "fsync", "synchronous_commit", "data_checksums"))
          .containsExactly("on", "on", "on");
      assertThat(settings(access, "listen_addresses")).containsExactly("127.0.0.1");
      asOwner(access, "create table kept (word text not null)");
      asOwner(access, "insert into kept values ('Đỗ Thị Ánh')");
      refuses_everybody_without_the_password(access);
      the_application_owns_nothing(access);
      a_second_start_is_refused_with_a_sentence();
    }
    assertThat(Files.exists(directory.resolve("data/postmaster.pid"))).isFalse();
    start(); // never closed: what a kill -9 of the service leaves behind
    long abandoned = postmaster();
    forgetLock();
    try (EmbeddedPostgres store = start()) {
      assertThat(postmaster()).isNotEqualTo(abandoned);
      access = store.access();
      assertThat(
              query(access.url(), access.owner(), access.ownerPassword(), "select word from kept"))
          .isEqualTo("Đỗ Thị Ánh");
    }
  }

  @Test
  void a_stale_process_number_of_somebody_else_is_removed() throws Exception {
    start().close();
    Files.writeString(
        directory.resolve("data/postmaster.pid"),
        ProcessHandle.current().pid() + "\n" + directory.resolve("data") + "\n1\n5432\n\n\n");
    try (EmbeddedPostgres store = start()) {
      assertThat(query(store.access(), "select 1")).isEqualTo("1");
    }
  }

  @Test
  void passwords_are_random_private_and_needed() throws Exception {
    start().close();
    Path file = directory.resolve("passwords.properties");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(directory.resolve("data/pg_hba.conf"))).doesNotContain("trust");
    String kept = Files.readString(file);
    Files.delete(file);
    assertThatThrownBy(this::start)
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("restore both from the same backup");
    Files.writeString(file, kept);
  }

  @Test
  void a_server_that_cannot_start_is_explained_with_its_own_words() throws Exception {
    start().close();
    Path version = directory.resolve("data/PG_VERSION");
    String kept = Files.readString(version);
    Files.writeString(version, "9.6\n");
    assertThatThrownBy(this::start)
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("database files are incompatible with server");
    Files.writeString(version, kept);
  }

  private EmbeddedPostgres start() throws StoreUnavailable {
    return EmbeddedPostgres.start(directory, Path.of("target"), progress);
  }

  private long postmaster() throws IOException {
    return Long.parseLong(
        Files.readAllLines(directory.resolve("data/postmaster.pid")).get(0).strip());
  }

  /** A killed process loses its lock; this one lives, so the file makes room for another. */
  private void forgetLock() throws IOException {
    Files.delete(directory.resolve("lock"));
  }

  private void a_second_start_is_refused_with_a_sentence() {
    assertThatThrownBy(this::start)
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("Another Sogoc (process " + ProcessHandle.current().pid() + ")")
        .hasMessageContaining("SOGOC_DATA");
  }

  private static void refuses_everybody_without_the_password(StoreAccess access) {
    for (String role : List.of("postgres", access.user(), access.owner())) {
      assertThatThrownBy(() -> DriverManager.getConnection(access.url(), role, "wrong").close())
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
    }
  }

  private static void the_application_owns_nothing(StoreAccess access) {
    assertThatThrownBy(
            () -> run(access.url(), access.user(), access.password(), "create table mine (a int)"))
        .hasMessageContaining("permission denied");
    assertThatThrownBy(() -> query(access, "select word from kept"))
        .hasMessageContaining("permission denied");
    String other = databaseOf(access.url(), "postgres");
    assertThatThrownBy(() -> run(other, access.user(), access.password(), "create table m (a int)"))
        .hasMessageContaining("permission denied");
  }

  private static String databaseOf(String url, String name) {
    Matcher database = Pattern.compile("/sogoc\\?").matcher(url);
    return database.replaceFirst("/" + name + "?");
  }

  private static List<String> settings(StoreAccess access, String... names) {
    return java.util.Arrays.stream(names)
        .map(
            name -> {
              try {
                return query(access, "show " + name);
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            })
        .toList();
  }

  private static void asOwner(StoreAccess access, String sql) throws SQLException {
    run(access.url(), access.owner(), access.ownerPassword(), sql);
  }

  private static void run(String url, String user, String password, String sql)
      throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, user, password);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(StoreAccess access, String sql) throws SQLException {
    return query(access.url(), access.user(), access.password(), sql);
  }

  private static String query(String url, String user, String password, String sql)
      throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, user, password);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
