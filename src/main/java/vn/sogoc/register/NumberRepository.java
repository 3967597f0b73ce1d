package vn.sogoc.register;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The counters. Each is moved by one statement that locks its row until the transaction ends, so
 * two batches never get the same number and a rolled-back one gives its numbers back: no gap, no
 * duplicate, and no {@code select max + 1}.
 */
@ApplicationScoped
class NumberRepository implements PanacheRepositoryBase<NumberReservationEntity, UUID> {
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
