package vn.sogoc.tlog;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class LogStateRepository implements PanacheRepositoryBase<LogStateEntity, Short> {
  /** A log without entries, where there is none yet; of two beginnings the first one stays. */
  void begin(String origin, byte[] root) {
    getEntityManager()
        .createNativeQuery(
            """
            insert into log_state (id, origin, size, root, edge)
            values (1, :origin, 0, :root, :edge)
            on conflict (id) do nothing
            """)
        .setParameter("origin", origin)
        .setParameter("root", root)
        .setParameter("edge", new byte[0])
        .executeUpdate();
  }

  /**
   * The state as it is committed, or empty before the inception. Never from the memory of a
   * transaction that read it before.
   */
  Optional<LogStateEntity> read() {
    return getEntityManager()
        .createQuery(
            "select origin, size, root, edge from LogStateEntity where id = 1", Object[].class)
        .getResultStream()
        .map(
            row -> {
              LogStateEntity state = new LogStateEntity();
              state.origin = (String) row[0];
              state.size = (long) row[1];
              state.root = (byte[]) row[2];
              state.edge = (byte[]) row[3];
              return state;
            })
        .findFirst();
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
