package vn.sogoc.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import vn.sogoc.kernel.Bytes;

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
  private Findings broken = new Findings();

  private Snapshot(Connection connection) {
    this.connection = connection;
  }

  /** Begins it on a connection that is the audit's own until it ends. */
  static Snapshot begin(Connection connection) throws SQLException {
    connection.setAutoCommit(true);
    try (var settings = connection.createStatement()) {
      settings.execute("set default_transaction_read_only = on");
      settings.execute("set timezone = 'UTC'");
      // rows in an order that an index has come at once, and not after a copy of them was sorted
      settings.execute("set enable_sort = off");
    }
    connection.setAutoCommit(false);
    connection.setReadOnly(true);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    return new Snapshot(connection);
  }

  /** Where a row is told that a check does not get through; the rows after it are read. */
  void tellTo(Findings findings) {
    broken = findings;
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
        try {
          row.read(cells);
        } catch (RuntimeException e) {
          // one row that nobody foresaw must not hide the others
          broken.unreadable(table(rows), key(rows), e);
        }
      }
    }
  }

  private static String table(ResultSet rows) throws SQLException {
    String table = rows.getMetaData().getTableName(1);
    return table.isEmpty() ? "unknown" : table;
  }

  /** The parts of the primary key that were read. */
  private String key(ResultSet rows) throws SQLException {
    TreeMap<Integer, String> parts = new TreeMap<>();
    Set<String> read = new HashSet<>();
    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
      read.add(rows.getMetaData().getColumnName(i));
    }
    try (ResultSet columns = connection.getMetaData().getPrimaryKeys(null, "public", table(rows))) {
      while (columns.next()) {
        if (read.contains(columns.getString("COLUMN_NAME"))) {
          parts.put(columns.getInt("KEY_SEQ"), columns.getString("COLUMN_NAME"));
        }
      }
    }
    List<String> values = new ArrayList<>();
    for (String part : parts.values()) {
      Object value = rows.getObject(part);
      values.add(value instanceof byte[] raw ? Bytes.of(raw).hex() : String.valueOf(value));
    }
    return String.join("/", values);
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
