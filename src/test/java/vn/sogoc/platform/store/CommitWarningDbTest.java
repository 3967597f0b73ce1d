package vn.sogoc.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The service's own pool and transactions, with a server that warns at the very commit. */
@QuarkusTest
@Tag("service")
class CommitWarningDbTest {
  @Inject DataSource database;
  @Inject Config config;

  @Test
  void a_transaction_whose_commit_warns_is_not_acknowledged() throws Exception {
    asOwner(
        "create table warned (word text)",
        "grant insert on warned to sogoc_app",
        """
        create function warn() returns trigger language plpgsql as $$
        begin raise warning 'canceling wait for synchronous replication'; return new; end $$""",
        """
        create constraint trigger warn_at_commit after insert on warned
        deferrable initially deferred for each row when (new.word = 'warn') execute function warn()""");
    try {
      QuarkusTransaction.requiringNew().run(() -> insert("quiet"));
      assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> insert("warn")))
          .hasStackTraceContaining("the commit is not known to be durable");
      QuarkusTransaction.requiringNew().run(() -> insert("quiet again"));
    } finally {
      asOwner("drop table warned", "drop function warn()");
    }
  }

  private void insert(String word) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate("insert into warned values ('" + word + "')")).isOne();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void asOwner(String... statements) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getValue("quarkus.flyway.username", String.class),
                config.getValue("quarkus.flyway.password", String.class));
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
