package vn.sogoc.audit;

import java.sql.SQLException;

/**
 * One question about the stored rows. Checks run one after another, in the order of {@code Audit},
 * on the thread that owns the connection; each may rely on what those before it put into the
 * evidence.
 */
@FunctionalInterface
interface Check {
  /** Reads rows and tells every one that is wrong. */
  void run(Evidence evidence) throws SQLException;
}
