package vn.sogoc.institution;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.kernel.Bytes;

@ApplicationScoped
class StatementRepository implements PanacheRepositoryBase<StatementEntity, StatementEntity.Key> {
  /** The newest statement of each institution that the index leads to from a key id. */
  Map<KeyId, Bytes> newestForKeys(Collection<KeyId> keys) {
    Map<KeyId, Bytes> found = new HashMap<>();
    getEntityManager()
        .createQuery(
            """
            select k.keyId, s.statement from StatementEntity s, InstitutionKeyEntity k
            where k.keyId in :keys and s.id.institutionId = k.institutionId
              and s.id.version = (
                select max(n.id.version) from StatementEntity n
                where n.id.institutionId = k.institutionId)
            """,
            Object[].class)
        .setParameter("keys", keys.stream().map(k -> k.value().toArray()).toList())
        .getResultList()
        .forEach(row -> found.put(new KeyId(Bytes.of((byte[]) row[0])), Bytes.of((byte[]) row[1])));
    return found;
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
