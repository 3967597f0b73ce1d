package vn.sogoc.register;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vn.sogoc.credential.DecisionKey;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

@ApplicationScoped
class RegisterEntryRepository implements PanacheRepositoryBase<RegisterEntryEntity, UUID> {
  private static final int IN_ONE_QUESTION = 1000;

  private static final String WITH_EVENTS =
      "select e from RegisterEntryEntity e left join fetch e.events where ";

  /**
   * The rows under these digests, in no order and without their events. One array parameter, so
   * that the plan is the same for one digest as for fifty.
   */
  @SuppressWarnings("unchecked") // a native query with a result class
  List<RegisterEntryEntity> byDigests(Collection<Digest> digests) {
    return getEntityManager()
        .createNativeQuery(
            "select * from register_entry where digest = any(:keys)", RegisterEntryEntity.class)
        .setParameter("keys", digests.stream().map(Digest::toArray).toArray(byte[][]::new))
        .getResultList();
  }

  Optional<RegisterEntryEntity> byId(UUID id) {
    return one(WITH_EVENTS + "e.id = :key", id);
  }

  /** The credential at a place of a status list. */
  Optional<RegisterEntryEntity> bySlot(int list, int index) {
    return getEntityManager()
        .createQuery(
            WITH_EVENTS + "e.statusList = :list and e.statusIndex = :index",
            RegisterEntryEntity.class)
        .setParameter("list", list)
        .setParameter("index", index)
        .getResultList()
        .stream()
        .findFirst();
  }

  Optional<RegisterEntryEntity> bySerial(int institution, String serialKey) {
    return getEntityManager()
        .createQuery(
            WITH_EVENTS + "e.institutionId = :institution and e.serialKey = :serial",
            RegisterEntryEntity.class)
        .setParameter("institution", institution)
        .setParameter("serial", serialKey)
        .getResultList()
        .stream()
        .findFirst();
  }

  Optional<RegisterEntryEntity> byRegisterPlace(int institution, String kind, int year, int seq) {
    return getEntityManager()
        .createQuery(
            WITH_EVENTS
                + "e.institutionId = :institution and e.kind = :kind and e.registerYear = :year"
                + " and e.registerSeq = :seq",
            RegisterEntryEntity.class)
        .setParameter("institution", institution)
        .setParameter("kind", kind)
        .setParameter("year", year)
        .setParameter("seq", seq)
        .getResultList()
        .stream()
        .findFirst();
  }

  /** A year's entries of a kind in the order of their register numbers, without their events. */
  List<RegisterEntryEntity> ofYear(int institution, String kind, int year, int after, int limit) {
    return getEntityManager()
        .createQuery(
            """
            select e from RegisterEntryEntity e
            where e.institutionId = :institution and e.kind = :kind and e.registerYear = :year
              and e.registerSeq > :after
            order by e.registerSeq
            """,
            RegisterEntryEntity.class)
        .setParameter("institution", institution)
        .setParameter("kind", kind)
        .setParameter("year", year)
        .setParameter("after", after)
        .setMaxResults(limit)
        .getResultList();
  }

  List<RegisterEntryEntity> byIds(List<UUID> ids) {
    return getEntityManager()
        .createQuery(WITH_EVENTS + "e.id in :ids", RegisterEntryEntity.class)
        .setParameter("ids", ids)
        .getResultList();
  }

  /** The highest list that has an entry, -1 where none has. */
  int highestStatusList() {
    return ((Number)
            getEntityManager()
                .createNativeQuery("select coalesce(max(status_list), -1) from register_entry")
                .getSingleResult())
        .intValue();
  }

  List<RegisterEntryEntity> byLookup(Bytes lookup, int most) {
    return getEntityManager()
        .createQuery(
            WITH_EVENTS + "e.lookup = :key order by e.recordedAt", RegisterEntryEntity.class)
        .setParameter("key", lookup.toArray())
        .getResultList()
        .stream()
        .limit(most)
        .toList();
  }

  List<RegisterEntryEntity> ofPerson(UUID person) {
    return getEntityManager()
        .createQuery(
            WITH_EVENTS + "e.personId = :key order by e.issueDate desc", RegisterEntryEntity.class)
        .setParameter("key", person)
        .getResultList();
  }

  List<RegisterEntryEntity> ofBatch(UUID batch, int after, int limit) {
    return getEntityManager()
        .createQuery(
            """
            select e from RegisterEntryEntity e
            where e.batchId = :batch and e.batchRow > :after order by e.batchRow
            """,
            RegisterEntryEntity.class)
        .setParameter("batch", batch)
        .setParameter("after", after)
        .setMaxResults(limit)
        .getResultList();
  }

  Set<UUID> issuedAmong(int institution, List<UUID> persons, String kind, String decision) {
    Set<UUID> issued = new HashSet<>();
    for (int i = 0; i < persons.size(); i += IN_ONE_QUESTION) {
      issued.addAll(
          getEntityManager()
              .createQuery(
                  """
                  select e.personId from RegisterEntryEntity e
                  where e.institutionId = :institution and e.personId in :persons
                    and e.kind = :kind and e.decisionKey = :decision
                  """,
                  UUID.class)
              .setParameter("institution", institution)
              .setParameter(
                  "persons", persons.subList(i, Math.min(persons.size(), i + IN_ONE_QUESTION)))
              .setParameter("kind", kind)
              .setParameter("decision", DecisionKey.of(decision))
              .getResultList());
    }
    return issued;
  }

  private Optional<RegisterEntryEntity> one(String query, Object key) {
    return getEntityManager()
        .createQuery(query, RegisterEntryEntity.class)
        .setParameter("key", key)
        .getResultList()
        .stream()
        .findFirst();
  }
}
