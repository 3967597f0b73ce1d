package vn.sogoc.verification;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

@ApplicationScoped
class ReceiptRepository implements PanacheRepositoryBase<ReceiptEntity, UUID> {
  Optional<ReceiptEntity> byShortCode(String code) {
    return find("from ReceiptEntity r where r.shortCode = ?1", code).firstResultOptional();
  }

  /** Writes them in one statement, one array for each column. */
  void insert(List<ReceiptEntity> receipts) {
    int written =
        getEntityManager()
            .createNativeQuery(
                """
                insert into verification_receipt
                  (id, short_code, asked_by, verdict, checks, digest, checked_at, seal)
                select * from unnest(:ids, :codes, :askedBy, :verdicts, :checks, :digests, :times,
                  :seals)
                """)
            .setParameter("ids", column(receipts, r -> r.id, new UUID[0]))
            .setParameter("codes", column(receipts, r -> r.shortCode, new String[0]))
            .setParameter("askedBy", column(receipts, r -> r.askedBy, new String[0]))
            .setParameter("verdicts", column(receipts, r -> r.verdict, new String[0]))
            .setParameter("checks", column(receipts, r -> r.checks, new String[0]))
            .setParameter("digests", column(receipts, r -> r.digest, new byte[0][]))
            .setParameter("times", column(receipts, r -> r.checkedAt, new Instant[0]))
            .setParameter("seals", column(receipts, r -> r.seal, new byte[0][]))
            .executeUpdate();
    if (written != receipts.size()) {
      throw new IllegalStateException(receipts.size() + " receipts, " + written + " written");
    }
  }

  private static <T> T[] column(
      List<ReceiptEntity> receipts, Function<ReceiptEntity, T> value, T[] kind) {
    return receipts.stream().map(value).toList().toArray(kind);
  }
}
