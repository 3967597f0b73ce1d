package vn.sogoc.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What goes in by COPY is what a select gives back. */
@QuarkusTest
@Tag("service")
class CopyRowsDbTest {
  private static final String[] COLUMNS = {"a", "b", "c", "d", "e", "f"};

  @ConfigProperty(name = "sogoc.db.url")
  String url;

  @ConfigProperty(name = "sogoc.db.superuser.password")
  String password;

  @Test
  void every_type_comes_back_as_it_went_in() throws SQLException {
    UUID id = UUID.fromString("8f14e45f-ceea-467f-a7d5-000000000001");
    Instant moment = Instant.parse("2026-06-20T03:00:00.123456Z");
    try (Connection store = table()) {
      CopyRows rows = new CopyRows("copied", COLUMNS);
      rows.row()
          .add(id)
          .add(-7)
          .add("Nguyễn Thị 😀\\ \t\n'")
          .add(new byte[] {0, -1, 10})
          .add(LocalDate.of(1999, 12, 31))
          .add(moment);
      rows.row().addNull().add(0).add("").add(new byte[0]).addNull().addNull();
      assertThat(rows.size()).isEqualTo(2);
      rows.into(store);
      assertThat(
              one(
                  store,
                  "select a || '|' || b || '|' || c || '|' || encode(d, 'hex') || '|' || e || '|' || extract(epoch from f) from copied where a is not null"))
          .isEqualTo(
              id
                  + "|-7|Nguyễn Thị 😀\\ \t\n'|00ff0a|1999-12-31|"
                  + moment.getEpochSecond()
                  + ".123456");
      assertThat(
              one(
                  store,
                  "select count(*) from copied where a is null and b = 0 and c = '' and d = '' and e is null and f is null"))
          .isEqualTo("1");
    }
  }

  @Test
  void a_row_that_is_not_whole_is_not_sent() {
    CopyRows rows = new CopyRows("copied", COLUMNS);
    rows.row().add(1);
    assertThatThrownBy(rows::row).hasMessageContaining("1 values of 6");
  }

  @Test
  void a_value_of_another_type_is_refused_by_the_server() throws SQLException {
    try (Connection store = table()) {
      CopyRows rows = new CopyRows("copied", "a");
      rows.row().add("no uuid");
      assertThatThrownBy(() -> rows.into(store))
          .hasMessageContaining("incorrect binary data format");
      store.rollback();
      assertThat(one(store, "select 1")).as("the connection lives").isEqualTo("1");
    }
  }

  private Connection table() throws SQLException {
    Connection store = DriverManager.getConnection(url, "postgres", password);
    try (Statement create = store.createStatement()) {
      create.execute(
          "create temporary table copied (a uuid, b integer, c text, d bytea, e date, f timestamptz)");
    }
    store.setAutoCommit(false);
    return store;
  }

  private static String one(Connection store, String question) throws SQLException {
    try (Statement select = store.createStatement();
        ResultSet row = select.executeQuery(question)) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }
}
