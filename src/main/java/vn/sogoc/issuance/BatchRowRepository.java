package vn.sogoc.issuance;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vn.sogoc.credential.DecisionKey;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.store.ReadOnce;

/** Rows of {@code batch_row} and of {@code issuance_claim}, which is made of them. */
@ApplicationScoped
class BatchRowRepository implements PanacheRepositoryBase<BatchRowEntity, RowKey> {
  private static final int IN_ONE_QUESTION = 1000;
  private static final int PAGE = 10_000;

  private final ReadOnce readOnce;

  BatchRowRepository(ReadOnce readOnce) {
    this.readOnce = readOnce;
  }

  private record Persons(UUID batch) {}

  /**
   * The first rows of several small batches, in order, in one question. Whose they are is then
   * known in a transaction that reads the same only once.
   *
   * @param most of each batch; one that has more is seen to have too many
   */
  @SuppressWarnings("unchecked") // a native query with a result class
  Map<UUID, List<BatchRowEntity>> ofAll(List<UUID> batches, int most) {
    List<BatchRowEntity> rows =
        getEntityManager()
            .createNativeQuery(
                """
                select r.* from unnest(:batches) as b (id) cross join lateral (
                  select * from batch_row where batch_id = b.id order by position limit :most) r""",
                BatchRowEntity.class)
            .setParameter("batches", batches.toArray(UUID[]::new))
            .setParameter("most", most)
            .getResultList();
    Map<UUID, List<BatchRowEntity>> all = new HashMap<>();
    batches.forEach(batch -> all.put(batch, new ArrayList<>()));
    rows.forEach(row -> Objects.requireNonNull(all.get(row.batchId)).add(row));
    all.forEach(
        (batch, some) -> {
          some.sort(Comparator.comparingInt(row -> row.position));
          PersonsDigest digest = new PersonsDigest();
          some.forEach(row -> digest.add(row.personId));
          readOnce.known(new Persons(batch), digest.digest());
        });
    return all;
  }

  /** Rows from a position on, in order. */
  List<BatchRowEntity> from(UUID batch, int position, int limit) {
    return find(
            "from BatchRowEntity where batchId = ?1 and position >= ?2 order by position",
            batch,
            position)
        .page(0, limit)
        .list();
  }

  /** The row with a number in the file. */
  Optional<BatchRowEntity> ofLine(UUID batch, int line) {
    return find("batchId = ?1 and line = ?2 order by position", batch, line).firstResultOptional();
  }

  /** The rows at some positions, in order of the positions. */
  List<BatchRowEntity> at(UUID batch, List<Integer> positions) {
    return positions.isEmpty()
        ? List.of()
        : list(
            "from BatchRowEntity where batchId = ?1 and position in ?2 order by position",
            batch,
            positions);
  }

  /** What rows from a position on claim, in order and without their entities. */
  List<byte[]> claims(UUID batch, int position, int limit) {
    return getEntityManager()
        .createQuery(
            "select claims from BatchRowEntity where batchId = :batch and position >= :from order by position",
            byte[].class)
        .setParameter("batch", batch)
        .setParameter("from", position)
        .setMaxResults(limit)
        .getResultList();
  }

  /** How many persons the rows of a batch are about. */
  int holders(UUID batch) {
    return getEntityManager()
        .createQuery(
            "select count(distinct personId) from BatchRowEntity where batchId = :batch",
            Long.class)
        .setParameter("batch", batch)
        .getSingleResult()
        .intValue();
  }

  /** Whose credentials they will be, in order. */
  Digest persons(UUID batch) {
    return readOnce.once(new Persons(batch), () -> readPersons(batch));
  }

  private Digest readPersons(UUID batch) {
    PersonsDigest digest = new PersonsDigest();
    int at = 0;
    List<UUID> page;
    do {
      page =
          getEntityManager()
              .createQuery(
                  """
                  select personId from BatchRowEntity
                  where batchId = :batch and position >= :from and position < :until
                  order by position""",
                  UUID.class)
              .setParameter("batch", batch)
              .setParameter("from", at)
              .setParameter("until", at + PAGE)
              .getResultList();
      page.forEach(digest::add);
      at += PAGE;
    } while (page.size() == PAGE);
    return digest.digest();
  }

  /** Whose the rows from a position on are, by position, at most so many. */
  Map<Integer, UUID> personsFrom(UUID batch, int position, int limit) {
    Map<Integer, UUID> persons = new LinkedHashMap<>();
    getEntityManager()
        .createQuery(
            """
            select position, personId from BatchRowEntity
            where batchId = :batch and position >= :position order by position""",
            Object[].class)
        .setParameter("batch", batch)
        .setParameter("position", position)
        .setMaxResults(limit)
        .getResultList()
        .forEach(row -> persons.put((Integer) row[0], (UUID) row[1]));
    return persons;
  }

  void deleteOf(UUID batch) {
    delete("delete from BatchRowEntity where batchId = ?1", batch);
  }

  /** Which of these likenesses batches of the decision that went to signing already hold. */
  Set<Bytes> known(int institution, String kind, String decision, List<Bytes> likenesses) {
    Set<Bytes> known = new HashSet<>();
    for (int i = 0; i < likenesses.size(); i += IN_ONE_QUESTION) {
      List<byte[]> part =
          likenesses.subList(i, Math.min(likenesses.size(), i + IN_ONE_QUESTION)).stream()
              .map(Bytes::toArray)
              .toList();
      getEntityManager()
          .createQuery(
              """
              select r.likeness from BatchRowEntity r join BatchEntity b on b.id = r.batchId
              where r.institutionId = :institution and r.likeness in :likenesses and b.kind = :kind
                and b.decisionKey = :decision and b.state in ('signing', 'recorded', 'done')""",
              byte[].class)
          .setParameter("institution", institution)
          .setParameter("likenesses", part)
          .setParameter("kind", kind)
          .setParameter("decision", DecisionKey.of(decision))
          .getResultList()
          .forEach(likeness -> known.add(Bytes.of(likeness)));
    }
    return known;
  }

  /** Which of these persons a batch that went to signing holds for this kind and decision. */
  Set<UUID> claimed(int institution, String kind, String decision, List<UUID> persons) {
    Set<UUID> claimed = new HashSet<>();
    for (int i = 0; i < persons.size(); i += IN_ONE_QUESTION) {
      List<?> part =
          getEntityManager()
              .createNativeQuery(
                  """
                  select person_id from issuance_claim
                  where institution_id = :institution and kind = :kind and decision_key = :decision
                    and person_id in (:persons)""",
                  UUID.class)
              .setParameter("institution", institution)
              .setParameter("kind", kind)
              .setParameter("decision", DecisionKey.of(decision))
              .setParameter(
                  "persons", persons.subList(i, Math.min(persons.size(), i + IN_ONE_QUESTION)))
              .getResultList();
      part.forEach(person -> claimed.add((UUID) person));
    }
    return claimed;
  }

  /** To which of these persons the institution has issued anything. */
  Set<UUID> issuedBy(int institution, List<UUID> persons) {
    Set<UUID> issued = new HashSet<>();
    for (int i = 0; i < persons.size(); i += IN_ONE_QUESTION) {
      List<?> part =
          getEntityManager()
              .createNativeQuery(
                  """
                  select distinct c.person_id from issuance_claim c join batch b on b.id = c.batch_id
                  where c.institution_id = :institution and c.person_id in (:persons)
                    and b.state in ('recorded', 'done')""",
                  UUID.class)
              .setParameter("institution", institution)
              .setParameter(
                  "persons", persons.subList(i, Math.min(persons.size(), i + IN_ONE_QUESTION)))
              .getResultList();
      part.forEach(person -> issued.add((UUID) person));
    }
    return issued;
  }

  /** Lets go of what a batch claimed; the batch is voided. */
  void release(UUID batch) {
    getEntityManager()
        .createNativeQuery("delete from issuance_claim where batch_id = :batch")
        .setParameter("batch", batch)
        .executeUpdate();
  }

  /**
   * Claims kind and decision for every person of a batch. Waits for another batch that is doing the
   * same.
   *
   * @return the lines of the rows whose person somebody else holds; none where all were claimed
   */
  List<Integer> claim(BatchEntity batch) {
    int claimed =
        getEntityManager()
            .createNativeQuery(
                """
                insert into issuance_claim (institution_id, person_id, kind, decision_key, batch_id, position)
                select institution_id, person_id, :kind, :decision, batch_id, position from batch_row
                where batch_id = :batch order by person_id
                on conflict do nothing""")
            .setParameter("kind", batch.kind)
            .setParameter("decision", DecisionKey.of(batch.decisionNumber))
            .setParameter("batch", batch.id)
            .executeUpdate();
    return claimed == batch.rowCount ? List.of() : unclaimed(batch.id);
  }

  private List<Integer> unclaimed(UUID batch) {
    List<Integer> held = new ArrayList<>();
    List<?> lines =
        getEntityManager()
            .createNativeQuery(
                """
                select line from batch_row r where batch_id = :batch and not exists (
                  select from issuance_claim c where c.batch_id = r.batch_id and c.position = r.position)
                order by position limit 100""",
                Integer.class)
            .setParameter("batch", batch)
            .getResultList();
    lines.forEach(line -> held.add((Integer) line));
    return held;
  }
}
