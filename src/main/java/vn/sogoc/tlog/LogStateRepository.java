package vn.sogoc.tlog;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class LogStateRepository implements PanacheRepositoryBase<LogStateEntity, Short> {
  /** The state as it is committed, or empty before the inception. */
  Optional<LogStateEntity> read() {
    return findByIdOptional(LogStateEntity.ONE);
  }

  /** The state under its lock; empty while another sequencer holds it. */
  @SuppressWarnings("unchecked") // a native query with a result class
  Optional<LogStateEntity> lock() {
    List<LogStateEntity> rows =
        getEntityManager()
            .createNativeQuery(
                "select * from log_state where id = 1 for update skip locked", LogStateEntity.class)
            .getResultList();
    return rows.stream().findFirst();
  }

  /**
   * Moves from one size to a larger one.
   *
   * @return whether the state was still at the old size
   */
  boolean move(long from, long size, byte[] root, byte[] edge) {
    return getEntityManager()
            .createNativeQuery(
                "update log_state set size = :size, root = :root, edge = :edge"
                    + " where id = 1 and size = :from")
            .setParameter("size", size)
            .setParameter("root", root)
            .setParameter("edge", edge)
            .setParameter("from", from)
            .executeUpdate()
        == 1;
  }
}
