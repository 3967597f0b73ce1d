package vn.sogoc.institution;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import vn.sogoc.platform.store.ReadOnce;

@ApplicationScoped
class InstitutionRepository implements PanacheRepositoryBase<InstitutionEntity, Integer> {
  private final ReadOnce readOnce;

  InstitutionRepository(ReadOnce readOnce) {
    this.readOnce = readOnce;
  }

  private record Hold(int institution) {}

  List<InstitutionFacts> all() {
    return find("from InstitutionEntity i order by i.id").stream()
        .map(InstitutionEntity::facts)
        .toList();
  }

  /** Waits for whoever holds the newest statement, and is alone with it until the end. */
  void lock(int institution) {
    findById(institution, LockModeType.PESSIMISTIC_WRITE);
  }

  /** Lets nobody follow the newest statement up until the transaction ends. */
  void hold(int institution) {
    readOnce.locked(
        new Hold(institution),
        () ->
            getEntityManager()
                .createNativeQuery(
                    "select id from institution where id = :id for share", Integer.class)
                .setParameter("id", institution)
                .getResultList());
  }
}
