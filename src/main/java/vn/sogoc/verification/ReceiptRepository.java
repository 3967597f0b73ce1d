package vn.sogoc.verification;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class ReceiptRepository implements PanacheRepositoryBase<ReceiptEntity, UUID> {
  Optional<ReceiptEntity> byShortCode(String code) {
    return find("from ReceiptEntity r where r.shortCode = ?1", code).firstResultOptional();
  }

  void insert(List<ReceiptEntity> receipts) {
    receipts.forEach(this::persist);
    flush();
  }
}
