package vn.sogoc.platform.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/** A connection that changes nothing, whatever its role may do. */
public final class ReadOnlyStore {
  /** To the driver: values in their own form from the first row on, not as text. */
  private static final int BINARY = -1;

  private ReadOnlyStore() {}

  /**
   * Connects.
   *
   * @param url JDBC address
   */
  public static Connection open(String url, String user, String password) throws SQLException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    try {
      source.setURL(url);
    } catch (IllegalArgumentException e) {
      throw new SQLException("not a JDBC address of PostgreSQL: " + url, e);
    }
    source.setApplicationName("sogoc-audit");
    source.setReadOnly(true);
    source.setPrepareThreshold(BINARY);
    // before the first statement, so that not even a function that is called writes
    source.setOptions("-c default_transaction_read_only=on");
    return source.getConnection(user, password);
  }
}
