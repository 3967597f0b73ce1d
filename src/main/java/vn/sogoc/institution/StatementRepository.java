package vn.sogoc.institution;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.platform.store.ReadOnce;

@ApplicationScoped
class StatementRepository implements PanacheRepositoryBase<StatementEntity, StatementEntity.Key> {
  private final ReadOnce readOnce;

  StatementRepository(ReadOnce readOnce) {
    this.readOnce = readOnce;
  }

  private record Newest(int institution) {}

  private record NewestFor(Set<KeyId> keys) {}

  /** A statement with the place it stands in, which its own bytes must confirm. */
  record Stored(int institution, int version, Bytes statement) {}

  /** The newest statement of each institution that the index leads to from a key id. */
  Map<KeyId, Stored> newestForKeys(Set<KeyId> keys) {
    return readOnce.once(new NewestFor(keys), () -> readNewestForKeys(keys));
  }

  private Map<KeyId, Stored> readNewestForKeys(Set<KeyId> keys) {
    Map<KeyId, Stored> found = new HashMap<>();
    // one array parameter, so that the plan is the same for one key as for fifty
    List<?> rows =
        getEntityManager()
            .createNativeQuery(
                """
                select k.key_id, k.institution_id, s.version, s.statement from institution_key k
                cross join lateral (
                  select version, statement from institution_statement
                  where institution_id = k.institution_id order by version desc limit 1) s
                where k.key_id = any(:keys)
                """,
                Object[].class)
            .setParameter(
                "keys", keys.stream().map(k -> k.value().toArray()).toArray(byte[][]::new))
            .getResultList();
    for (Object row : rows) {
      Object[] columns = (Object[]) row;
      found.put(
          new KeyId(Bytes.of((byte[]) columns[0])),
          new Stored((int) columns[1], (int) columns[2], Bytes.of((byte[]) columns[3])));
    }
    return found;
  }

  /** One version of an institution's statement. */
  Optional<Stored> version(int institution, int version) {
    return findByIdOptional(new StatementEntity.Key(institution, version))
        .map(s -> new Stored(institution, version, Bytes.of(s.statement)));
  }

  /** The newest statement of each institution after a number, at most so many, in its order. */
  List<Stored> newestAfter(int institution, int most) {
    List<?> rows =
        getEntityManager()
            .createNativeQuery(
                """
                select i.id, s.version, s.statement from institution i
                cross join lateral (
                  select version, statement from institution_statement
                  where institution_id = i.id order by version desc limit 1) s
                where i.id > :after order by i.id limit :most
                """,
                Object[].class)
            .setParameter("after", institution)
            .setParameter("most", most)
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .map(row -> new Stored((int) row[0], (int) row[1], Bytes.of((byte[]) row[2])))
        .toList();
  }

  /** The newest statement of an institution. */
  Optional<Stored> newest(int institution) {
    return readOnce.once(new Newest(institution), () -> readNewest(institution));
  }

  private Optional<Stored> readNewest(int institution) {
    return getEntityManager()
        .createQuery(
            """
            select s from StatementEntity s
            where s.id.institutionId = :institution
            order by s.id.version desc
            """,
            StatementEntity.class)
        .setParameter("institution", institution)
        .setMaxResults(1)
        .getResultList()
        .stream()
        .findFirst()
        .map(s -> new Stored(institution, s.id.version(), Bytes.of(s.statement)));
  }
}
