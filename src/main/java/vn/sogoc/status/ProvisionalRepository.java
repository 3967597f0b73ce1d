package vn.sogoc.status;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.Session;
import org.jboss.logging.Logger;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.secrets.RowSeal;
import vn.sogoc.platform.secrets.Secrets;

/** Rows of {@code provisional_end}; one that the service did not write counts as not there. */
@ApplicationScoped
class ProvisionalRepository {
  private static final Logger LOG = Logger.getLogger(ProvisionalRepository.class);

  private final EntityManager store;
  private final RowSeal seal;

  ProvisionalRepository(EntityManager store, Secrets secrets) {
    this.store = store;
    this.seal = new RowSeal(secrets, ProvisionalEnd.SEAL);
  }

  /** A temporary certificate that has not ended, and the diploma that ends it. */
  record Due(UUID entry, UUID successor) {}

  /** What the diplomas of a batch end, in the order of their rows. */
  List<Due> due(UUID batch, Set<String> kinds, int limit) {
    List<?> rows =
        store
            .createNativeQuery(
                """
                select p.id as entry, d.id as successor from register_entry d
                join register_entry p on p.person_id = d.person_id
                  and p.institution_id = d.institution_id and p.decision_key = d.decision_key
                  and extract(year from p.decision_date) = extract(year from d.decision_date)
                  and p.kind in (:kinds)
                where d.batch_id = :batch and d.kind not in (:kinds)
                  and not exists (select from provisional_end e where e.entry_id = p.id)
                order by d.batch_row, p.id limit :limit
                """)
            .setParameter("batch", batch)
            .setParameter("kinds", kinds)
            .setParameter("limit", limit)
            .getResultList();
    return rows.stream()
        .map(row -> (Object[]) row)
        .map(row -> new Due((UUID) row[0], (UUID) row[1]))
        .toList();
  }

  /**
   * How many persons of a batch of temporary certificates hold their diploma already.
   *
   * @param batch with rows that may not be recorded yet
   */
  long late(UUID batch, int institution, String decisionKey, LocalDate date, Set<String> kinds) {
    return ((Number)
            store
                .createNativeQuery(
                    """
                    select count(distinct r.person_id) from batch_row r
                    join register_entry d on d.person_id = r.person_id
                      and d.institution_id = :institution and d.decision_key = :decision
                      and extract(year from d.decision_date) = :year
                    where r.batch_id = :batch and d.kind in (:kinds)
                    """)
                .setParameter("institution", institution)
                .setParameter("decision", decisionKey)
                .setParameter("year", date.getYear())
                .setParameter("batch", batch)
                .setParameter("kinds", kinds)
                .getSingleResult())
        .longValue();
  }

  void add(ProvisionalEnd end) {
    store
        .unwrap(Session.class)
        .doWork(
            connection -> {
              try (PreparedStatement statement =
                  connection.prepareStatement(
                      "insert into provisional_end values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                statement.setObject(1, end.entry());
                statement.setInt(2, end.institution());
                statement.setBytes(3, end.subject().toArray());
                statement.setObject(4, end.successor());
                statement.setBytes(5, end.successorSubject().toArray());
                statement.setString(6, end.legalBasis());
                statement.setString(7, end.number());
                statement.setObject(8, end.date());
                statement.setBytes(9, end.salt().toArray());
                statement.setBytes(10, end.content().toArray());
                statement.setBytes(11, end.event().toArray());
                statement.setObject(12, end.at().atOffset(ZoneOffset.UTC));
                statement.setBytes(13, end.sealed(seal));
                statement.executeUpdate();
              }
            });
  }

  /** How a temporary certificate ended. */
  Optional<ProvisionalEnd> of(UUID entry) {
    return all("select * from provisional_end where entry_id = ?", entry).stream().findFirst();
  }

  /** What a diploma ended. */
  Optional<ProvisionalEnd> by(UUID successor) {
    return all("select * from provisional_end where successor_id = ?", successor).stream()
        .findFirst();
  }

  private List<ProvisionalEnd> all(String sql, UUID key) {
    return store
        .unwrap(Session.class)
        .doReturningWork(
            connection -> {
              try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setObject(1, key);
                List<ProvisionalEnd> found = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                  while (rows.next()) {
                    ProvisionalEnd end = read(rows);
                    if (end.fits(seal, rows.getBytes("seal"))) {
                      found.add(end);
                    } else {
                      LOG.errorf("alarm: the end of %s was not written by the service", key);
                    }
                  }
                }
                return found;
              }
            });
  }

  private static ProvisionalEnd read(ResultSet row) throws SQLException {
    return new ProvisionalEnd(
        row.getObject("entry_id", UUID.class),
        row.getInt("institution_id"),
        Digest.of(row.getBytes("subject")),
        row.getObject("successor_id", UUID.class),
        Digest.of(row.getBytes("successor_subject")),
        row.getString("legal_basis"),
        row.getString("decision_number"),
        row.getObject("decision_date", LocalDate.class),
        Bytes.of(row.getBytes("salt")),
        Digest.of(row.getBytes("event_digest")),
        row.getObject("ended_at", OffsetDateTime.class).toInstant());
  }
}
