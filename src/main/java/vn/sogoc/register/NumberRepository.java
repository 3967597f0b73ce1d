package vn.sogoc.register;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The counters. Each is moved by one statement that locks its row until the transaction ends, so
 * two batches never get the same number and a rolled-back one gives its numbers back: no gap, no
 * duplicate, and no {@code select max + 1}.
 */
@ApplicationScoped
class NumberRepository implements PanacheRepositoryBase<NumberReservationEntity, UUID> {
  /**
   * Takes what batches want that hold nothing yet. Those of one counter get what follows each other
   * in the order in which they are given, with one statement for each counter. The one row that
   * everybody takes comes first: whoever has it waits for nobody's counters.
   */
  List<NumberReservationEntity> take(List<Register.Wanted> wanted, Instant now) {
    if (wanted.isEmpty()) {
      return List.of();
    }
    Map<Book, Integer> ofBook = new LinkedHashMap<>();
    Map<Series, Integer> ofSeries = new LinkedHashMap<>();
    int all = 0;
    for (Register.Wanted one : wanted) {
      ofBook.merge(Book.of(one), one.count(), Math::addExact);
      ofSeries.merge(Series.of(one), one.count(), Math::addExact);
      all = Math.addExact(all, one.count());
    }
    long slot = takeSlots(all);
    ofBook.replaceAll((b, n) -> takeRegisterNumbers(b.institution(), b.kind(), b.year(), n));
    ofSeries.replaceAll((s, n) -> takeSerialNumbers(s.institution(), s.kind(), n));
    List<NumberReservationEntity> taken = new ArrayList<>(wanted.size());
    for (Register.Wanted one : wanted) {
      NumberReservationEntity held = new NumberReservationEntity();
      held.batchId = one.batch();
      held.institutionId = one.institution();
      held.kind = one.kind();
      held.year = one.year();
      held.count = one.count();
      held.firstSlot = slot;
      held.firstRegister = Objects.requireNonNull(ofBook.get(Book.of(one)));
      held.firstSerial = Objects.requireNonNull(ofSeries.get(Series.of(one)));
      held.reservedAt = now;
      slot += one.count();
      ofBook.merge(Book.of(one), one.count(), Math::addExact);
      ofSeries.merge(Series.of(one), one.count(), Math::addExact);
      persist(held);
      taken.add(held);
    }
    return taken;
  }

  private record Book(int institution, String kind, int year) {
    static Book of(Register.Wanted one) {
      return new Book(one.institution(), one.kind(), one.year());
    }
  }

  private record Series(int institution, String kind) {
    static Series of(Register.Wanted one) {
      return new Series(one.institution(), one.kind());
    }
  }

  int takeRegisterNumbers(int institution, String kind, int year, int count) {
    return first(
            """
            insert into number_counter (institution_id, kind, year, next_number)
            values (:institution, :kind, :year, 1 + :count)
            on conflict (institution_id, kind, year)
            do update set next_number = number_counter.next_number + :count
            returning next_number - :count
            """,
            institution,
            kind,
            count,
            year)
        .intValue();
  }

  int takeSerialNumbers(int institution, String kind, int count) {
    return first(
            """
            insert into serial_counter (institution_id, kind, next_number)
            values (:institution, :kind, 1 + :count)
            on conflict (institution_id, kind)
            do update set next_number = serial_counter.next_number + :count
            returning next_number - :count
            """,
            institution,
            kind,
            count,
            null)
        .intValue();
  }

  long takeSlots(int count) {
    return ((Number)
            getEntityManager()
                .createNativeQuery(
                    """
                    update status_counter set next_slot = next_slot + :count
                    returning next_slot - :count
                    """)
                .setParameter("count", count)
                .getSingleResult())
        .longValue();
  }

  /** What batches hold. */
  List<NumberReservationEntity> of(Collection<UUID> batches) {
    return list("from NumberReservationEntity where batchId in ?1", batches);
  }

  /** The same, locked in the order of the batches' ids until the transaction ends. */
  void lockAll(Collection<UUID> batches) {
    find("from NumberReservationEntity where batchId in ?1 order by batchId", batches)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .list();
  }

  /** What the rest of the transaction reads is of one moment. It must be its first statement. */
  void readOneMoment() {
    getEntityManager()
        .createNativeQuery("set transaction isolation level repeatable read")
        .executeUpdate();
  }

  /** The register number that comes next; 1 where none was given yet. */
  int next(int institution, String kind, int year) {
    List<?> next =
        getEntityManager()
            .createNativeQuery(
                """
                select next_number from number_counter
                where institution_id = :institution and kind = :kind and year = :year
                """,
                Integer.class)
            .setParameter("institution", institution)
            .setParameter("kind", kind)
            .setParameter("year", year)
            .getResultList();
    return next.isEmpty() ? 1 : (Integer) next.getFirst();
  }

  /** Everything that batches took of a year's numbers. */
  List<NumberBook.NumberRange> ranges(int institution, String kind, int year) {
    return getEntityManager()
        .createQuery(
            """
            select r, v, (select count(e) from RegisterEntryEntity e
              where e.institutionId = r.institutionId and e.kind = r.kind and e.registerYear = r.year
                and e.registerSeq between r.firstRegister and r.firstRegister + r.count - 1)
            from NumberReservationEntity r left join NumberVoidingEntity v on v.batchId = r.batchId
            where r.institutionId = :institution and r.kind = :kind and r.year = :year
            """,
            Object[].class)
        .setParameter("institution", institution)
        .setParameter("kind", kind)
        .setParameter("year", year)
        .getResultList()
        .stream()
        .map(
            row ->
                range(
                    (NumberReservationEntity) row[0],
                    (NumberVoidingEntity) row[1],
                    ((Number) row[2]).longValue()))
        .toList();
  }

  /** The same as the reservations say it, in order of the numbers. */
  List<NumberSpan> spans(int institution, String kind, int year) {
    return getEntityManager()
        .createQuery(
            """
            select r.firstRegister, r.count, r.state from NumberReservationEntity r
            where r.institutionId = :institution and r.kind = :kind and r.year = :year
            order by r.firstRegister
            """,
            Object[].class)
        .setParameter("institution", institution)
        .setParameter("kind", kind)
        .setParameter("year", year)
        .getResultList()
        .stream()
        .map(row -> new NumberSpan((int) row[0], (int) row[1], state((String) row[2])))
        .toList();
  }

  Set<String> kinds(int institution, int year) {
    return Set.copyOf(
        getEntityManager()
            .createQuery(
                """
                select distinct r.kind from NumberReservationEntity r
                where r.institutionId = :institution and r.year = :year
                """,
                String.class)
            .setParameter("institution", institution)
            .setParameter("year", year)
            .getResultList());
  }

  private static NumberBook.State state(String stored) {
    return NumberBook.State.valueOf(stored.toUpperCase(Locale.ROOT));
  }

  private static NumberBook.NumberRange range(
      NumberReservationEntity held, @Nullable NumberVoidingEntity voiding, long entries) {
    return new NumberBook.NumberRange(
        held.firstRegister,
        held.count,
        held.firstSerial,
        state(held.state),
        held.batchId,
        entries,
        Optional.ofNullable(voiding).map(NumberVoidingEntity::minutes));
  }

  private Number first(
      String statement, int institution, String kind, int count, @Nullable Integer year) {
    var query =
        getEntityManager()
            .createNativeQuery(statement)
            .setParameter("institution", institution)
            .setParameter("kind", kind)
            .setParameter("count", count);
    if (year != null) {
      query.setParameter("year", year);
    }
    return (Number) query.getSingleResult();
  }
}
