package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;

/** What the job reads of a batch's rows, in a transaction of its own or in the caller's. */
@ApplicationScoped
class SigningRows {
  private final BatchRowRepository rows;

  SigningRows(BatchRowRepository rows) {
    this.rows = rows;
  }

  /** Rows from a position on, in order. */
  @Transactional
  List<BatchRowEntity> from(UUID batch, int position, int limit) {
    return rows.from(batch, position, limit);
  }
}
