package vn.sogoc.verification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** Writes some receipts in one transaction of its own. */
@ApplicationScoped
class ReceiptBatch {
  private final ReceiptRepository receipts;

  ReceiptBatch(ReceiptRepository receipts) {
    this.receipts = receipts;
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void write(List<ReceiptEntity> batch) {
    receipts.insert(batch);
  }
}
