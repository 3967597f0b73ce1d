package vn.sogoc.institution;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.kernel.Bytes;

@ApplicationScoped
class StatementRepository implements PanacheRepositoryBase<StatementEntity, StatementEntity.Key> {
  /** The newest statement of the institution that the index leads to from a key id. */
  Optional<Bytes> newestForKey(KeyId key) {
    return getEntityManager()
        .createQuery(
            """
            select s.statement from StatementEntity s, InstitutionKeyEntity k
            where k.keyId = :key and s.id.institutionId = k.institutionId
            order by s.id.version desc
            """,
            byte[].class)
        .setParameter("key", key.value().toArray())
        .setMaxResults(1)
        .getResultList()
        .stream()
        .findFirst()
        .map(Bytes::of);
  }

  /** The newest statement of an institution. */
  Optional<Bytes> newest(int institution) {
    return getEntityManager()
        .createQuery(
            """
            select s.statement from StatementEntity s
            where s.id.institutionId = :institution
            order by s.id.version desc
            """,
            byte[].class)
        .setParameter("institution", institution)
        .setMaxResults(1)
        .getResultList()
        .stream()
        .findFirst()
        .map(Bytes::of);
  }
}
