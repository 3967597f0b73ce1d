package vn.sogoc.issuance;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Rows of {@code batch_finding}. */
@ApplicationScoped
class FindingRepository implements PanacheRepositoryBase<FindingEntity, RowKey> {

  List<FindingEntity> from(UUID batch, int position, int limit) {
    return find(
            "from FindingEntity where batchId = ?1 and position >= ?2 order by position",
            batch,
            position)
        .page(0, limit)
        .list();
  }

  void deleteOf(UUID batch) {
    delete("delete from FindingEntity where batchId = ?1", batch);
  }
}
