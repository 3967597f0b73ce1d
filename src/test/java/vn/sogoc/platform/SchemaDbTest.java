package vn.sogoc.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("service")
class SchemaDbTest {
  @Inject DataSource database;

  @Test
  void every_column_is_listed_with_what_hangs_on_it() throws Exception {
    assertThat(listed()).isEqualTo(existing());
  }

  @Test
  void the_application_owns_nothing_and_may_make_nothing() throws Exception {
    assertThat(
            column(
                "select tablename from pg_tables where schemaname = 'public'"
                    + " and tableowner = current_user"))
        .isEmpty();
    assertThat(column("select has_schema_privilege(current_user, 'public', 'CREATE')::text"))
        .containsExactly("false");
    assertThat(column("select rolsuper::text from pg_roles where rolname = current_user"))
        .containsExactly("false");
  }

  @Test
  void what_cannot_be_inserted_and_changed_alike_is_guarded_by_a_trigger_too() throws Exception {
    Set<String> appendOnly =
        column(
            """
            select t.relname from pg_class t
            where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p')
              and t.relname <> 'flyway_schema_history'
              and has_table_privilege(t.oid, 'INSERT')
              and not has_any_column_privilege(t.oid, 'UPDATE')
              and not has_table_privilege(t.oid, 'DELETE')
            """);
    Set<String> guarded =
        column(
            """
            select distinct c.relname from pg_trigger g
            join pg_class c on c.oid = g.tgrelid
            join pg_proc p on p.oid = g.tgfoid
            where p.proname = 'refuse_change'
            """);
    assertThat(guarded).containsAll(appendOnly).contains("person_number", "register_entry");
  }

  private Set<String> existing() throws SQLException {
    return column(
        "select table_name || '.' || column_name from information_schema.columns"
            + " where table_schema = 'public' and table_name <> 'flyway_schema_history'");
  }

  private static Set<String> listed() throws IOException {
    Set<String> columns = new TreeSet<>();
    String table = "";
    try (InputStream file = SchemaDbTest.class.getResourceAsStream("/db/columns.yaml")) {
      for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        String text = line.strip();
        if (text.isEmpty() || text.startsWith("#")) {
          continue;
        }
        if (!line.startsWith(" ")) {
          table = text.substring(0, text.length() - 1);
          continue;
        }
        String[] pair = text.split(":\\s*", 2);
        assertThat(pair[1].split("\\s", 2)[0]).as(line).isIn("committed", "derived", "operational");
        assertThat(columns.add(table + "." + pair[0])).as("listed once: " + line).isTrue();
      }
    }
    return columns;
  }

  private Set<String> column(String sql) throws SQLException {
    Set<String> values = new TreeSet<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
