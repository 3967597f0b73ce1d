package vn.sogoc.issuance.quota;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import vn.sogoc.platform.secrets.RowSeal;
import vn.sogoc.platform.secrets.Secrets;

/** Decisions about quotas, and the rows that whoever signs locks. */
@ApplicationScoped
class QuotaRepository implements PanacheRepositoryBase<QuotaDecisionEntity, UUID> {
  private static final Logger LOG = Logger.getLogger(QuotaRepository.class);

  private final RowSeal asked;
  private final RowSeal ended;

  QuotaRepository(Secrets secrets) {
    this.asked = new RowSeal(secrets, "quota-decision");
    this.ended = new RowSeal(secrets, "quota-outcome");
  }

  /** A decision and how it ended. */
  record Settled(QuotaDecisionEntity decision, QuotaOutcomeEntity outcome) {}

  void add(QuotaDecisionEntity row) {
    row.seal = asked.of(columns(row));
    persistAndFlush(row);
  }

  void add(QuotaOutcomeEntity row) {
    row.seal = ended.of(columns(row));
    getEntityManager().persist(row);
    flush();
  }

  Optional<QuotaDecisionEntity> genuine(UUID id) {
    return findByIdOptional(id).filter(this::isGenuine);
  }

  /** Those of an institution, newest first. */
  List<QuotaDecisionEntity> ofInstitution(int institution, int limit) {
    return find(
            "from QuotaDecisionEntity d where d.institutionId = ?1 order by d.askedAt desc, d.id",
            institution)
        .page(0, limit)
        .stream()
        .filter(this::isGenuine)
        .toList();
  }

  Optional<QuotaOutcomeEntity> outcome(QuotaDecisionEntity decision) {
    return Optional.ofNullable(getEntityManager().find(QuotaOutcomeEntity.class, decision.id))
        .filter(outcome -> isOf(outcome, decision));
  }

  /** Those that wait for a second person, the oldest first. */
  List<QuotaDecisionEntity> waiting(Instant now, int limit) {
    return find(
            "from QuotaDecisionEntity d where d.expiresAt > ?1 and not exists"
                + " (select 1 from QuotaOutcomeEntity o where o.decisionId = d.id)"
                + " order by d.askedAt, d.id",
            now)
        .page(0, limit)
        .stream()
        .filter(this::isGenuine)
        .toList();
  }

  /** The releases of a batch that wait for a second person, the newest first. */
  List<QuotaDecisionEntity> waiting(int institution, UUID batch, Instant now) {
    return find(
            "from QuotaDecisionEntity d where d.institutionId = ?1 and d.batchId = ?2"
                + " and d.expiresAt > ?3 and not exists"
                + " (select 1 from QuotaOutcomeEntity o where o.decisionId = d.id)"
                + " order by d.askedAt desc, d.id",
            institution,
            batch,
            now)
        .stream()
        .filter(this::isGenuine)
        .toList();
  }

  /** Approved quotas by version, genuine or not. */
  List<Settled> quotas(int institution, String kind, int year) {
    return settled(
        "d.type = 'quota' and d.institutionId = ?1 and d.kind = ?2 and d.year = ?3 order by o.version",
        institution,
        kind,
        year);
  }

  /** Approved quotas of a year, of all kinds and of one institution or, where 0, of all. */
  List<Settled> quotas(int institution, int year) {
    return settled(
        "d.type = 'quota' and (?1 = 0 or d.institutionId = ?1) and d.year = ?2"
            + " order by d.institutionId, d.kind, o.version",
        institution,
        year);
  }

  /** Approved releases of a batch, genuine or not. */
  List<Settled> releases(int institution, UUID batch) {
    return settled(
        "d.type = 'release' and d.institutionId = ?1 and d.batchId = ?2", institution, batch);
  }

  private List<Settled> settled(String where, Object... parameters) {
    var query =
        getEntityManager()
            .createQuery(
                "select d, o from QuotaDecisionEntity d join QuotaOutcomeEntity o"
                    + " on o.decisionId = d.id where o.outcome = 'approved' and "
                    + where,
                Object[].class);
    for (int i = 0; i < parameters.length; i++) {
      query.setParameter(i + 1, parameters[i]);
    }
    return query.getResultList().stream()
        .map(row -> new Settled((QuotaDecisionEntity) row[0], (QuotaOutcomeEntity) row[1]))
        .toList();
  }

  boolean isGenuine(Settled one) {
    return isGenuine(one.decision()) && isOf(one.outcome(), one.decision());
  }

  /** How many quotas were approved there; empty where there never was one. */
  OptionalInt versions(int institution, String kind, int year, boolean lock) {
    List<?> found =
        getEntityManager()
            .createNativeQuery(
                "select versions from quota_cell where institution_id = :institution"
                    + " and kind = :kind and year = :year"
                    + (lock ? " for update" : ""),
                Integer.class)
            .setParameter("institution", institution)
            .setParameter("kind", kind)
            .setParameter("year", year)
            .getResultList();
    return found.isEmpty() ? OptionalInt.empty() : OptionalInt.of((Integer) found.getFirst());
  }

  /** Locks the row of an institution, kind and year, made where there is none. */
  int hold(int institution, String kind, int year) {
    getEntityManager()
        .createNativeQuery(
            "insert into quota_cell (institution_id, kind, year, versions)"
                + " values (:institution, :kind, :year, 0) on conflict do nothing")
        .setParameter("institution", institution)
        .setParameter("kind", kind)
        .setParameter("year", year)
        .executeUpdate();
    return versions(institution, kind, year, true).orElseThrow();
  }

  /** One quota more; the row is locked. */
  void count(int institution, String kind, int year) {
    int counted =
        getEntityManager()
            .createNativeQuery(
                "update quota_cell set versions = versions + 1 where institution_id = :institution"
                    + " and kind = :kind and year = :year")
            .setParameter("institution", institution)
            .setParameter("kind", kind)
            .setParameter("year", year)
            .executeUpdate();
    if (counted != 1) {
      throw new IllegalStateException("a row that is locked");
    }
  }

  private boolean isOf(QuotaOutcomeEntity outcome, QuotaDecisionEntity decision) {
    return ended.fits(outcome.seal, columns(outcome))
        && outcome.institutionId == decision.institutionId
        && outcome.askedPerson.equals(decision.askedPerson);
  }

  private boolean isGenuine(QuotaDecisionEntity row) {
    boolean genuine = asked.fits(row.seal, columns(row));
    if (!genuine) {
      LOG.errorf("alarm: quota decision %s was not written by the service", row.id);
    }
    return genuine;
  }

  private static @Nullable Object[] columns(QuotaDecisionEntity row) {
    return new @Nullable Object[] {
      row.id,
      row.institutionId,
      row.type,
      row.kind,
      row.year,
      row.programme,
      row.places,
      row.batchId,
      row.approvedHash == null ? null : HexFormat.of().formatHex(row.approvedHash),
      row.decisionNumber,
      row.decisionDate,
      row.reason,
      row.askedPerson,
      row.askedName,
      row.askedAt.toEpochMilli(),
      row.expiresAt.toEpochMilli()
    };
  }

  private static @Nullable Object[] columns(QuotaOutcomeEntity row) {
    return new @Nullable Object[] {
      row.decisionId,
      row.institutionId,
      row.outcome,
      row.version,
      row.askedPerson,
      row.decidedPerson,
      row.decidedName,
      row.decidedAt.toEpochMilli(),
      row.approvalId
    };
  }
}
