package vn.sogoc.institution.office;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Holds the end of the audit trail, which every transaction writes last: two that run meanwhile
 * have both read what they read before either is written.
 */
final class TrailHeld implements AutoCloseable {
  private static final String WAITING =
      "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and usename = 'sogoc_app'";

  private final Connection hand;
  private final int before;

  TrailHeld(String url, String password) throws SQLException {
    hand = DriverManager.getConnection(url, "postgres", password);
    hand.setAutoCommit(false);
    hand.createStatement().execute("select from trail_head for update");
    before = waiting();
  }

  /** What two calls give that were both under way before either could end. */
  List<Integer> atOnce(Supplier<Integer> left, Supplier<Integer> right)
      throws SQLException, ExecutionException, InterruptedException {
    CompletableFuture<Integer> one = CompletableFuture.supplyAsync(left);
    CompletableFuture<Integer> two = CompletableFuture.supplyAsync(right);
    for (int i = 0; i < 600 && waiting() < before + 2; i++) {
      LockSupport.parkNanos(20_000_000);
    }
    hand.rollback();
    return List.of(one.get(), two.get());
  }

  private int waiting() throws SQLException {
    try (ResultSet found = hand.createStatement().executeQuery(WAITING)) {
      found.next();
      return found.getInt(1);
    }
  }

  @Override
  public void close() throws SQLException {
    hand.close();
  }
}
