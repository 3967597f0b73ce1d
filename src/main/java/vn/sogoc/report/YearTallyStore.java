package vn.sogoc.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Optional;
import vn.sogoc.platform.secrets.RowSeal;
import vn.sogoc.platform.secrets.Secrets;

/**
 * Keeps tallies between requests and restarts. Owns the table {@code year_tally}: a cache, whose
 * rows are sealed; one that the service did not write counts as not there.
 */
@ApplicationScoped
class YearTallyStore {
  private final EntityManager store;
  private final ObjectMapper json;
  private final RowSeal seal;

  YearTallyStore(EntityManager store, ObjectMapper json, Secrets secrets) {
    this.store = store;
    this.json = json;
    this.seal = new RowSeal(secrets, "year-tally");
  }

  /** A kind of an institution in a year of register numbers. */
  record Place(int institution, String kind, int year) {}

  @Transactional(TxType.REQUIRES_NEW)
  YearTally find(Place place) {
    List<?> rows =
        store
            .createNativeQuery(
                """
                select content, seal from year_tally
                where institution_id = :institution and kind = :kind and year = :year
                """,
                Object[].class)
            .setParameter("institution", place.institution())
            .setParameter("kind", place.kind())
            .setParameter("year", place.year())
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .filter(row -> seal.fits((byte[]) row[1], columns(place, (String) row[0])))
        .flatMap(row -> parse((String) row[0]).stream())
        .findFirst()
        .orElse(YearTally.NOTHING);
  }

  /** Keeps a tally that is not behind the one that is kept. */
  @Transactional(TxType.REQUIRES_NEW)
  void keep(Place place, YearTally tally) {
    String content = text(tally);
    store
        .createNativeQuery(
            """
            insert into year_tally (institution_id, kind, year, until_number, content, seal)
            values (:institution, :kind, :year, :until, :content, :seal)
            on conflict (institution_id, kind, year) do update
            set until_number = excluded.until_number, content = excluded.content, seal = excluded.seal
            """)
        .setParameter("institution", place.institution())
        .setParameter("kind", place.kind())
        .setParameter("year", place.year())
        .setParameter("until", tally.until())
        .setParameter("content", content)
        .setParameter("seal", seal.of(columns(place, content)))
        .executeUpdate();
  }

  private static Object[] columns(Place place, String content) {
    return new Object[] {place.institution(), place.kind(), place.year(), content};
  }

  private String text(YearTally tally) {
    try {
      return json.writeValueAsString(tally);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers and codes are JSON", e);
    }
  }

  private Optional<YearTally> parse(String content) {
    try {
      return Optional.of(json.readValue(content, YearTally.class));
    } catch (JsonProcessingException e) {
      return Optional.empty(); // sealed by an earlier version of the service
    }
  }
}
