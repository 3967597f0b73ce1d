package vn.sogoc.audit;

import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.platform.secrets.RowSeal;
import vn.sogoc.platform.secrets.Secrets;

/** Rows that are believed by their seals: each table read once, each seal over what it covers. */
final class SealedRows {
  /** Some rows are whole bundles. */
  private static final int AT_ONCE = 10;

  /** What the seal of a row covers, in the order in which it was sealed. */
  @FunctionalInterface
  interface Columns {
    @Nullable Object[] of(Cells row, UUID id) throws SQLException;
  }

  private final Evidence evidence;
  private final Secrets secrets;

  SealedRows(Evidence evidence, Secrets secrets) {
    this.evidence = evidence;
    this.secrets = secrets;
  }

  /**
   * Names each row whose seal is another.
   *
   * @param use of the seal, as {@link RowSeal} has it
   * @param key the column of the primary key
   */
  void check(String table, String key, String use, Columns columns) throws SQLException {
    check(table, "*", key, use, columns);
  }

  /**
   * The same without what is large and under no seal.
   *
   * @param read the columns, as in a select
   */
  void check(String table, String read, String key, String use, Columns columns)
      throws SQLException {
    RowSeal seal = new RowSeal(secrets, use);
    evidence
        .store()
        .each(
            AT_ONCE,
            "select " + read + " from " + table,
            row -> {
              UUID id = row.uuid(key);
              evidence
                  .findings()
                  .require(
                      seal.fits(row.raw("seal"), columns.of(row, id)),
                      table,
                      id,
                      "seal",
                      "a seal over all columns",
                      "one of other columns");
            });
  }
}
