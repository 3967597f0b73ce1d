package vn.sogoc.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/**
 * A superuser who changes one column of one row, past triggers, foreign keys and, where nothing
 * else will do, past the table's own rules; and puts it back.
 */
final class Hand implements AutoCloseable {
  private static final String WRONG_VALUE = "23514";
  private static final List<String> WORDS =
      List.of("revocation", "suspension", "number", "file", "image/png", "application/pdf");

  /** A column as columns.yaml classifies it. */
  record Column(String table, String name, String sort) {
    @Override
    public String toString() {
      return table + "." + name;
    }
  }

  /** What was done, and how to undo it. */
  record Change(Column column, String keyBefore, String keyAfter, List<String> undo) {}

  private final Connection connection;

  Hand(String url, String password) throws SQLException {
    connection = DriverManager.getConnection(url, "postgres", password);
    execute("set session_replication_role = replica");
  }

  /** Takes the triggers away that hold even a superuser back; the database is the test's own. */
  void unguard() throws SQLException {
    for (String table :
        column(
            "select tablename from pg_tables where schemaname = 'public' and tablename <> 'flyway_schema_history'")) {
      execute("alter table " + table + " disable trigger user");
    }
  }

  static List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    try (InputStream file = Hand.class.getResourceAsStream("/db/columns.yaml")) {
      String table = "";
      for (String line : new String(file.readAllBytes(), UTF_8).lines().toList()) {
        String text = line.replaceAll("#.*", "").stripTrailing();
        if (!text.isEmpty() && !text.startsWith(" ")) {
          table = text.replace(":", "");
        } else if (!text.isEmpty()) {
          String[] pair = text.strip().split(":\\s*");
          columns.add(new Column(table, pair[0], pair[1]));
        }
      }
      return columns;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  List<String> column(String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  /** Another value of the same type in some row; empty where the table is empty. */
  Optional<Change> change(Column column, String where) throws SQLException {
    String type =
        column(
                """
                select format_type(atttypid, atttypmod) from pg_attribute
                where attrelid = '%s'::regclass and attname = '%s'
                """
                    .formatted(column.table(), column.name()))
            .getFirst();
    String filled = type.equals("bytea") ? "octet_length(%1$s) > 0" : "%1$s is not null";
    List<String> rows =
        column(
            "select ctid from %s where %s order by (%s) desc nulls last, md5(ctid::text) limit 1"
                .formatted(column.table(), where, filled.formatted(quoted(column))));
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    String row = rows.getFirst();
    String keyBefore = key(column.table(), row);
    @Nullable String before =
        column(
                "select %s::text from %s where ctid = '%s'"
                    .formatted(quoted(column), column.table(), row))
            .getFirst();
    List<String> undo = new ArrayList<>();
    String moved = update(column, type, row, undo);
    undo.addFirst(
        "update %s set %s = %s where ctid = '%s'"
            .formatted(
                column.table(),
                quoted(column),
                before == null
                    ? "null"
                    : connection.createStatement().enquoteLiteral(before) + "::" + type,
                moved));
    return Optional.of(new Change(column, keyBefore, key(column.table(), moved), undo));
  }

  void undo(Change change) throws SQLException {
    for (String sql : change.undo()) {
      execute(sql);
    }
  }

  private String update(Column column, String type, String row, List<String> undo)
      throws SQLException {
    SQLException last = new SQLException("no other value of " + type + " for " + column);
    for (int round = 0; round < 4; round++) {
      String dropped = "";
      for (String value : others(type, quoted(column))) {
        try (PreparedStatement change =
                connection.prepareStatement(
                    "update %s set %s = %s where ctid = '%s' returning ctid::text"
                        .formatted(column.table(), quoted(column), value, row));
            ResultSet changed = change.executeQuery()) {
          changed.next();
          return changed.getString(1);
        } catch (PSQLException e) {
          last = e;
          if (WRONG_VALUE.equals(e.getSQLState()) && e.getServerErrorMessage() != null) {
            dropped = String.valueOf(e.getServerErrorMessage().getConstraint());
          }
        }
      }
      if (dropped.isEmpty()) {
        throw last;
      }
      undo.add(
          "alter table %s add constraint %s %s not valid"
              .formatted(
                  column.table(),
                  dropped,
                  column(
                          "select pg_get_constraintdef(oid) from pg_constraint where conname = '%s'"
                              .formatted(dropped))
                      .getFirst()
                      .replace(" NOT VALID", "")));
      execute("alter table %s drop constraint %s".formatted(column.table(), dropped));
    }
    throw last;
  }

  private static List<String> others(String type, String name) {
    return switch (type) {
      case "bytea" ->
          List.of(
              "case when octet_length(%1$s) > 0 then set_byte(%1$s, octet_length(%1$s) / 2, get_byte(%1$s, octet_length(%1$s) / 2) # 1) else '\\x00' end"
                  .formatted(name));
      case "integer", "bigint" ->
          List.of("coalesce(%s, 0) + 1000".formatted(name), "coalesce(%s, 0) + 1".formatted(name));
      case "smallint" -> List.of("coalesce(%s, 0) + 1".formatted(name));
      case "text" -> {
        List<String> values = new ArrayList<>();
        WORDS.forEach(word -> values.add("nullif('%s', %s)".formatted(word, name)));
        values.addFirst("coalesce(%s, '') || 'x'".formatted(name));
        yield values;
      }
      case "text[]" -> List.of("array['verify']", "array['audit']");
      case "uuid" -> List.of("'" + UUID.nameUUIDFromBytes(name.getBytes(UTF_8)) + "'::uuid");
      case "date" -> List.of("coalesce(%s, date '2020-01-01') + 1".formatted(name));
      case "timestamp with time zone" ->
          List.of("coalesce(%s, now()) + interval '1 second'".formatted(name));
      case "boolean" -> List.of("not " + name);
      default -> throw new IllegalStateException("a column of type " + type);
    };
  }

  /** Its primary key, parts joined as in findings. */
  private String key(String table, String row) throws SQLException {
    List<String> parts =
        column(
            """
            select quote_ident(a.attname)
            from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
            where i.indrelid = '%s'::regclass and i.indisprimary
            order by array_position(i.indkey::int2[], a.attnum)
            """
                .formatted(table));
    List<String> texts = new ArrayList<>();
    for (String part : parts) {
      texts.add("replace(%s::text, '\\x', '')".formatted(part));
    }
    return column(
            "select %s from %s where ctid = '%s'"
                .formatted(String.join(" || '/' || ", texts), table, row))
        .getFirst();
  }

  private static String quoted(Column column) {
    return "\"" + column.name() + "\"";
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
