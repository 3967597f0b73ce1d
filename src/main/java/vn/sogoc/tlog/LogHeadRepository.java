package vn.sogoc.tlog;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

@ApplicationScoped
class LogHeadRepository implements PanacheRepositoryBase<LogHeadEntity, Long> {
  /** The largest head that was signed. */
  Optional<LogHeadEntity> newest() {
    return find("from LogHeadEntity order by size desc").firstResultOptional();
  }

  /** The largest head that was published and is not larger than a size. */
  Optional<LogHeadEntity> publishedOfAtMost(long size) {
    return find(
            "from LogHeadEntity where publishedAt is not null and size <= ?1 order by size desc",
            size)
        .firstResultOptional();
  }

  /** The largest head that was published. */
  Optional<LogHeadEntity> published() {
    return find("from LogHeadEntity where publishedAt is not null order by size desc")
        .firstResultOptional();
  }
}
