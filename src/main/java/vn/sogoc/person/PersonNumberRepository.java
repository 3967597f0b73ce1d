package vn.sogoc.person;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.sogoc.kernel.Bytes;

@ApplicationScoped
class PersonNumberRepository implements PanacheRepositoryBase<PersonNumberEntity, PersonVersion> {

  /** Every number, the current one first. */
  List<PersonNumberEntity> of(UUID person) {
    return list("from PersonNumberEntity where id.personId = ?1 order by id.version desc", person);
  }

  Optional<UUID> ownerOf(Bytes lookup) {
    return find("from PersonNumberEntity where lookup = ?1", (Object) lookup.toArray())
        .firstResultOptional()
        .map(number -> number.id.personId());
  }

  /**
   * Makes everybody else who wants to register the same number wait until this transaction ends.
   * Callers with several numbers lock them in ascending order, so that two never wait in a circle.
   */
  void lock(Bytes lookup) {
    getEntityManager()
        .createNativeQuery("select 1 from pg_advisory_xact_lock(:key)")
        .setParameter("key", java.nio.ByteBuffer.wrap(lookup.toArray()).getLong())
        .getSingleResult();
  }
}
