package vn.sogoc.verification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import vn.sogoc.kernel.PublicId;

/** Keeps receipts. */
@ApplicationScoped
class ReceiptStore {
  private final ReceiptRepository receipts;

  ReceiptStore(ReceiptRepository receipts) {
    this.receipts = receipts;
  }

  /** Writes some in one transaction of its own; true for each, after the commit. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  List<Boolean> write(List<ReceiptEntity> batch) {
    receipts.insert(batch);
    return batch.stream().map(r -> Boolean.TRUE).toList();
  }

  /** The receipt with an identifier {@code ver_...} or a typed code. */
  @Transactional
  Optional<ReceiptEntity> find(String typed) {
    Optional<PublicId> id = PublicId.parse("ver", typed);
    return id.isPresent()
        ? receipts.findByIdOptional(id.get().key())
        : ReceiptCode.parse(typed).flatMap(receipts::byShortCode);
  }
}
