package vn.sogoc.person;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.sogoc.kernel.Bytes;

@ApplicationScoped
class PersonNumberRepository implements PanacheRepositoryBase<PersonNumberEntity, PersonVersion> {

  /** Every number, the current one first. */
  List<PersonNumberEntity> of(UUID person) {
    return list("from PersonNumberEntity where id.personId = ?1 order by id.version desc", person);
  }

  /** Who has or ever had each of these numbers; numbers of nobody are left out. */
  Map<Bytes, UUID> owners(Collection<Bytes> lookups) {
    Map<Bytes, UUID> owners = new HashMap<>();
    for (List<Bytes> part : Parts.of(List.copyOf(lookups))) {
      getEntityManager()
          .createQuery(
              "select n.lookup, n.id.personId from PersonNumberEntity n where n.lookup in :lookups",
              Object[].class)
          .setParameter("lookups", part.stream().map(Bytes::toArray).toList())
          .getResultList()
          .forEach(row -> owners.put(Bytes.of((byte[]) row[0]), (UUID) row[1]));
    }
    return owners;
  }

  /**
   * Writes down the numbers that nobody has; whose they are then, {@link #owners} says. Somebody
   * else who is about to register one of them is waited for. Every caller writes in ascending order
   * of the keyed hash, so that two never wait in a circle; no lock is taken for a number that would
   * outlive its row, so a list of any length fits into PostgreSQL's lock table.
   */
  void keep(List<PersonNumberEntity> rows) {
    List<PersonNumberEntity> sorted =
        rows.stream().sorted(Comparator.comparing(row -> Bytes.of(row.lookup).hex())).toList();
    for (List<PersonNumberEntity> part : Parts.of(sorted)) {
      getEntityManager()
          .createNativeQuery(
              """
              insert into person_number
                (person_id, version, institution_id, lookup, sealed, reason, recorded_at)
              select n.person_id, n.version, n.institution_id, n.lookup, n.sealed, n.reason, :now
              from unnest(:persons, :versions, :institutions, :lookups, :sealed, :reasons) with ordinality
                as n (person_id, version, institution_id, lookup, sealed, reason, place)
              order by n.place
              on conflict (lookup) do nothing""")
          .setParameter("now", part.getFirst().recordedAt)
          .setParameter("persons", part.stream().map(row -> row.id.personId()).toArray(UUID[]::new))
          .setParameter(
              "versions", part.stream().map(row -> row.id.version()).toArray(Integer[]::new))
          .setParameter(
              "institutions", part.stream().map(row -> row.institutionId).toArray(Integer[]::new))
          .setParameter("lookups", part.stream().map(row -> row.lookup).toArray(byte[][]::new))
          .setParameter("sealed", part.stream().map(row -> row.sealed).toArray(byte[][]::new))
          .setParameter("reasons", part.stream().map(row -> row.reason).toArray(String[]::new))
          .executeUpdate();
    }
  }
}
