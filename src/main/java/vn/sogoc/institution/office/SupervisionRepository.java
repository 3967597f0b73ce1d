package vn.sogoc.institution.office;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import vn.sogoc.platform.secrets.RowSeal;
import vn.sogoc.platform.secrets.Secrets;

/** Supervisions; where the newest row is not one of the service's, nobody supervises. */
@ApplicationScoped
class SupervisionRepository implements PanacheRepositoryBase<SupervisionEntity, UUID> {
  private static final Logger LOG = Logger.getLogger(SupervisionRepository.class);

  private final RowSeal seal;

  SupervisionRepository(Secrets secrets) {
    this.seal = new RowSeal(secrets, "supervision");
  }

  void add(SupervisionEntity row) {
    row.seal = seal.of(columns(row));
    persistAndFlush(row);
  }

  Optional<SupervisionEntity> newest(int institution) {
    return find(
            "from SupervisionEntity where institutionId = ?1 order by version desc", institution)
        .firstResultOptional();
  }

  Optional<Integer> supervisor(int institution) {
    return newest(institution)
        .filter(this::isGenuine)
        .flatMap(row -> Optional.ofNullable(row.supervisorId));
  }

  List<Integer> supervisedBy(int supervisor) {
    return find(
            "from SupervisionEntity s where s.supervisorId = ?1 and s.version ="
                + " (select max(n.version) from SupervisionEntity n"
                + " where n.institutionId = s.institutionId)",
            supervisor)
        .stream()
        .filter(this::isGenuine)
        .map(row -> row.institutionId)
        .toList();
  }

  private boolean isGenuine(SupervisionEntity row) {
    boolean genuine = seal.fits(row.seal, columns(row));
    if (!genuine) {
      LOG.errorf("alarm: supervision %s was not written by the service; it is ignored", row.id);
    }
    return genuine;
  }

  private static @Nullable Object[] columns(SupervisionEntity row) {
    return new @Nullable Object[] {
      row.id, row.institutionId, row.version, row.supervisorId, row.recordedAt.toEpochMilli()
    };
  }
}
