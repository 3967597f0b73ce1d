package vn.sogoc.issuance.blanks;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.secrets.RowSeal;
import vn.sogoc.platform.secrets.Secrets;
import vn.sogoc.platform.store.CopyRows;

/** Rows of {@code blank_series}, {@code blank_movement} and {@code blank_use}. */
@ApplicationScoped
class BlankRepository implements PanacheRepositoryBase<BlankMovementEntity, UUID> {
  private final RowSeal seriesSeal;
  private final RowSeal movementSeal;

  BlankRepository(Secrets secrets) {
    this.seriesSeal = new RowSeal(secrets, "blank-series");
    this.movementSeal = new RowSeal(secrets, "blank-movement");
  }

  /** Lets one transaction at a time move blanks of an institution; held until it ends. */
  void oneAtATime(int institution) {
    getEntityManager()
        .createNativeQuery("select cast(pg_advisory_xact_lock(:institution, 1651273323) as text)")
        .setParameter("institution", institution)
        .getSingleResult();
  }

  void add(BlankSeriesEntity row) {
    row.seal = seriesSeal.of(row.columns());
    getEntityManager().persist(row);
    flush();
  }

  void add(BlankMovementEntity row) {
    row.seal = movementSeal.of(row.columns());
    persistAndFlush(row);
  }

  Optional<BlankSeriesEntity> series(int institution, UUID id) {
    return all(institution).stream().filter(one -> one.id.equals(id)).findFirst();
  }

  /** All series of an institution; there are few. */
  List<BlankSeriesEntity> all(int institution) {
    List<BlankSeriesEntity> all =
        getEntityManager()
            .createQuery(
                "from BlankSeriesEntity where institutionId = :institution order by createdAt, id",
                BlankSeriesEntity.class)
            .setParameter("institution", institution)
            .getResultList();
    all.forEach(row -> require(seriesSeal.fits(row.seal, row.columns())));
    return all;
  }

  /** The movements of a series, in their order, none of which is missing or altered. */
  List<BlankMovementEntity> movements(UUID series) {
    List<BlankMovementEntity> all =
        list("from BlankMovementEntity where seriesId = ?1 order by version", series);
    for (int i = 0; i < all.size(); i++) {
      BlankMovementEntity row = all.get(i);
      require(row.version == i + 1 && movementSeal.fits(row.seal, row.columns()));
    }
    return all;
  }

  /** Series that a batch has or had blanks of, the oldest first. */
  List<UUID> seriesOf(UUID batch) {
    return getEntityManager()
        .createQuery(
            """
            select s.id from BlankSeriesEntity s where s.id in (
              select m.seriesId from BlankMovementEntity m where m.batchId = :batch)
            order by s.createdAt, s.id""",
            UUID.class)
        .setParameter("batch", batch)
        .getResultList();
  }

  /** How many credentials of a batch are on a blank. */
  long onBlanks(UUID batch) {
    return (Long)
        getEntityManager()
            .createNativeQuery(
                """
                select count(distinct u.credential_id) from blank_use u
                join register_entry e on e.id = u.credential_id where e.batch_id = :batch""",
                Long.class)
            .setParameter("batch", batch)
            .getSingleResult();
  }

  /** Whether a document is with somebody, by the newest event about it. */
  boolean isDelivered(UUID credential) {
    return "delivered"
        .equals(
            getEntityManager()
                .createNativeQuery(
                    """
                    select coalesce((select type from delivery_event where credential_id = :id
                      order by version desc limit 1), 'never')""",
                    String.class)
                .setParameter("id", credential)
                .getSingleResult());
  }

  /** How many documents that are with somebody are on blanks of a range. */
  long delivered(UUID series, Span span) {
    return (Long)
        getEntityManager()
            .createNativeQuery(
                """
                select count(*) from blank_use u
                where u.series_id = :series and u.number between :first and :last
                  and u.turn = (select max(l.turn) from blank_use l where l.credential_id = u.credential_id)
                  and (select d.type from delivery_event d where d.credential_id = u.credential_id
                    order by d.version desc limit 1) = 'delivered'""",
                Long.class)
            .setParameter("series", series)
            .setParameter("first", span.first())
            .setParameter("last", span.last())
            .getSingleResult();
  }

  /** Numbers of several ranges that a credential has, in their order; one query. */
  NavigableSet<Long> used(UUID series, List<Span> spans) {
    NavigableSet<Long> found = new TreeSet<>();
    if (spans.isEmpty()) {
      return found;
    }
    for (Object number :
        getEntityManager()
            .createNativeQuery(
                """
                select u.number from unnest(cast(string_to_array(:firsts, ',') as bigint[]),
                    cast(string_to_array(:lasts, ',') as bigint[])) as r (first_number, last_number)
                join blank_use u on u.series_id = :series and u.number between r.first_number and r.last_number""",
                Long.class)
            .setParameter(
                "firsts",
                spans.stream().map(s -> Long.toString(s.first())).collect(Collectors.joining(",")))
            .setParameter(
                "lasts",
                spans.stream().map(s -> Long.toString(s.last())).collect(Collectors.joining(",")))
            .setParameter("series", series)
            .getResultList()) {
      found.add((Long) number);
    }
    return found;
  }

  /**
   * How many numbers were used until a moment, of each of several groups of ranges that do not
   * meet: one query, however many ranges there are.
   */
  List<Long> countUsed(UUID series, List<List<Span>> groups, Instant until) {
    List<String> group = new ArrayList<>();
    List<String> first = new ArrayList<>();
    List<String> last = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      for (Span span : groups.get(i)) {
        group.add(Integer.toString(i));
        first.add(Long.toString(span.first()));
        last.add(Long.toString(span.last()));
      }
    }
    Long[] counts = new Long[groups.size()];
    Arrays.fill(counts, 0L);
    for (Object row :
        getEntityManager()
            .createNativeQuery(
                """
                select r.place, count(*) from unnest(cast(string_to_array(:places, ',') as integer[]),
                    cast(string_to_array(:firsts, ',') as bigint[]), cast(string_to_array(:lasts, ',') as bigint[]))
                  as r (place, first_number, last_number)
                join blank_use u on u.series_id = :series and u.number between r.first_number and r.last_number
                join blank_movement m on m.id = u.movement_id
                where m.recorded_at <= :until group by r.place""",
                Object[].class)
            .setParameter("places", String.join(",", group))
            .setParameter("firsts", String.join(",", first))
            .setParameter("lasts", String.join(",", last))
            .setParameter("series", series)
            .setParameter("until", until)
            .getResultList()) {
      Object[] cells = (Object[]) row;
      counts[(Integer) cells[0]] = (Long) cells[1];
    }
    return List.of(counts);
  }

  /** A blank that a credential was printed on. */
  record Use(UUID series, long number, UUID credential, int turn) {}

  /** The last blank of each of some credentials. */
  Map<UUID, Use> last(Collection<UUID> credentials) {
    Map<UUID, Use> found = new HashMap<>();
    if (credentials.isEmpty()) {
      return found;
    }
    List<?> rows =
        getEntityManager()
            .createNativeQuery(
                """
                select distinct on (credential_id) series_id, number, credential_id, turn
                from blank_use where credential_id in (:ids) order by credential_id, turn desc""",
                Object[].class)
            .setParameter("ids", credentials)
            .getResultList();
    for (Object row : rows) {
      Object[] cells = (Object[]) row;
      Use use = new Use((UUID) cells[0], (Long) cells[1], (UUID) cells[2], (Integer) cells[3]);
      found.put(use.credential(), use);
    }
    return found;
  }

  /** The blanks of a credential, in the order in which it was printed on them. */
  List<Use> usesOf(UUID credential) {
    List<Use> found = new ArrayList<>();
    for (Object row :
        getEntityManager()
            .createNativeQuery(
                "select series_id, number, credential_id, turn from blank_use"
                    + " where credential_id = :id order by turn",
                Object[].class)
            .setParameter("id", credential)
            .getResultList()) {
      Object[] cells = (Object[]) row;
      found.add(new Use((UUID) cells[0], (Long) cells[1], (UUID) cells[2], (Integer) cells[3]));
    }
    return found;
  }

  /** Writes uses down; the key of the table refuses a number that is there. */
  void addUses(int institution, UUID movement, List<Use> uses) {
    CopyRows rows =
        new CopyRows(
            "blank_use",
            "series_id",
            "number",
            "institution_id",
            "credential_id",
            "turn",
            "movement_id");
    for (Use use : uses) {
      rows.row()
          .add(use.series())
          .add(use.number())
          .add(institution)
          .add(use.credential())
          .add(use.turn())
          .add(movement);
    }
    rows.into(getEntityManager());
  }

  /** Movements of a batch, by series and order. */
  List<BlankMovementEntity> ofBatch(int institution, UUID batch) {
    List<BlankMovementEntity> all = new ArrayList<>();
    for (UUID series : seriesOf(batch)) {
      movements(series).stream()
          .filter(row -> row.institutionId == institution && batch.equals(row.batchId))
          .forEach(all::add);
    }
    return all;
  }

  private static void require(boolean isGenuine) {
    if (!isGenuine) {
      throw new Refusal(
          BlankProblem.ALTERED, "a row about blanks was changed after it was written");
    }
  }
}
