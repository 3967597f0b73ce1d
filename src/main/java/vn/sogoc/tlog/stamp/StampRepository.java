package vn.sogoc.tlog.stamp;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

@ApplicationScoped
class StampRepository implements PanacheRepositoryBase<StampEntity, Long> {
  /** The stamp of the largest head. */
  Optional<StampEntity> newest() {
    return find("from StampEntity order by size desc").firstResultOptional();
  }

  /** Keeps a stamp, where another node has none of that size yet. */
  boolean keep(StampEntity stamp) {
    return getEntityManager()
            .createNativeQuery(
                """
                insert into log_stamp (size, note, response, stamped_at)
                values (:size, :note, :response, :at)
                on conflict (size) do nothing
                """)
            .setParameter("size", stamp.size)
            .setParameter("note", stamp.note)
            .setParameter("response", stamp.response)
            .setParameter("at", stamp.stampedAt)
            .executeUpdate()
        == 1;
  }
}
