package vn.sogoc.issuance.confirmation;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import vn.sogoc.platform.store.CopyRows;

/** Statements in the caller's transaction, past the session, which would remember each row. */
final class StoredRows {
  private final EntityManager store;

  StoredRows(EntityManager store) {
    this.store = store;
  }

  /** Reads one row. */
  @FunctionalInterface
  interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Every row of an answer. */
  <T> List<T> all(String sql, Reader<T> reader, Object... values) {
    return store
        .unwrap(Session.class)
        .doReturningWork(
            connection -> {
              try (PreparedStatement statement = prepared(connection, sql, values);
                  ResultSet rows = statement.executeQuery()) {
                List<T> found = new ArrayList<>();
                while (rows.next()) {
                  found.add(reader.read(rows));
                }
                return found;
              }
            });
  }

  void execute(String sql, @Nullable Object... values) {
    store
        .unwrap(Session.class)
        .doWork(
            connection -> {
              try (PreparedStatement statement = prepared(connection, sql, values)) {
                statement.executeUpdate();
              }
            });
  }

  void copy(CopyRows rows) {
    rows.into(store);
  }

  private static PreparedStatement prepared(
      Connection connection, String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }
}
