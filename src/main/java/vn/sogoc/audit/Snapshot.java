package vn.sogoc.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * One state of the store, in a transaction that cannot write: every check sees the same rows, and
 * the service goes on meanwhile. Rows come as a stream.
 */
final class Snapshot {
  private static final int AT_ONCE = 1000;

  /** Takes one row; the cursor is moved by the caller. */
  @FunctionalInterface
  interface Row {
    void read(Cells row) throws SQLException;
  }

  private final Connection connection;

  private Snapshot(Connection connection) {
    this.connection = connection;
  }

  /** Begins it on a connection that is the audit's own until it ends. */
  static Snapshot begin(Connection connection) throws SQLException {
    connection.setAutoCommit(true);
    try (var settings = connection.createStatement()) {
      settings.execute("set default_transaction_read_only = on");
      settings.execute("set timezone = 'UTC'");
    }
    connection.setAutoCommit(false);
    connection.setReadOnly(true);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    return new Snapshot(connection);
  }

  void each(String sql, Row row, Object... arguments) throws SQLException {
    each(AT_ONCE, sql, row, arguments);
  }

  /**
   * Rows in their order.
   *
   * @param atOnce how many are in memory together
   */
  void each(int atOnce, String sql, Row row, Object... arguments) throws SQLException {
    try (PreparedStatement ask = prepare(atOnce, sql, arguments);
        ResultSet rows = ask.executeQuery()) {
      Cells cells = new Cells(rows);
      while (rows.next()) {
        row.read(cells);
      }
    }
  }

  /** A cursor that the caller moves and closes with its statement. */
  PreparedStatement prepare(int atOnce, String sql, Object... arguments) throws SQLException {
    PreparedStatement ask = connection.prepareStatement(sql);
    ask.setFetchSize(atOnce);
    for (int i = 0; i < arguments.length; i++) {
      ask.setObject(i + 1, arguments[i]);
    }
    return ask;
  }
}
