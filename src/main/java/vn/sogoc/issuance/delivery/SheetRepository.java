package vn.sogoc.issuance.delivery;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import vn.sogoc.platform.secrets.RowSeal;
import vn.sogoc.platform.secrets.Secrets;

/** Rows of {@code delivery_sheet}. */
@ApplicationScoped
class SheetRepository implements PanacheRepositoryBase<SheetEntity, UUID> {
  private final RowSeal seal;

  SheetRepository(Secrets secrets) {
    this.seal = new RowSeal(secrets, "delivery-sheet");
  }

  void seal(SheetEntity row) {
    row.seal = seal.of(row.sealed());
  }

  boolean isGenuine(SheetEntity row) {
    return seal.fits(row.seal, row.sealed());
  }

  /** Lets one transaction at a time ask for a sheet of a batch; held until it ends. */
  void oneAtATime(UUID batch) {
    getEntityManager()
        .createNativeQuery("select cast(pg_advisory_xact_lock(:key) as text)")
        .setParameter("key", ~batch.getMostSignificantBits())
        .getSingleResult();
  }

  /** Of a batch, newest first. */
  List<SheetEntity> ofBatch(int institution, UUID batch, int limit) {
    return find(
            "from SheetEntity where institutionId = ?1 and batchId = ?2 order by askedAt desc, id desc",
            institution,
            batch)
        .page(0, limit)
        .list();
  }

  long since(UUID batch, Instant from) {
    return count("batchId = ?1 and askedAt > ?2", batch, from);
  }
}
