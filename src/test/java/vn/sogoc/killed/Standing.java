package vn.sogoc.killed;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * How far a batch is, as the store has it.
 *
 * @param state its own; empty where it is not there
 * @param step where its job is
 * @param done how many rows the job has finished
 */
record Standing(String state, String step, long done) {
  static Standing of(Connection hand, String decision) throws SQLException {
    try (var query =
        hand.prepareStatement(
            "select b.state, coalesce(j.step, ''), coalesce(j.done, 0)"
                + " from batch b left join job j on j.id = b.job_id"
                + " where b.decision_number = ?")) {
      query.setString(1, decision);
      try (var row = query.executeQuery()) {
        return row.next()
            ? new Standing(row.getString(1), row.getString(2), row.getLong(3))
            : new Standing("", "", 0);
      }
    }
  }
}
