package vn.sogoc.platform.proposals;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import vn.sogoc.platform.secrets.RowSeal;
import vn.sogoc.platform.secrets.Secrets;

/** Proposals and their ends; a row that the service did not write counts as not there. */
@ApplicationScoped
class ProposalRepository implements PanacheRepositoryBase<ProposalEntity, UUID> {
  private static final Logger LOG = Logger.getLogger(ProposalRepository.class);

  /** Of an alias: it waits at the time that is the first parameter. */
  private static final String OPEN =
      "%1$s.expiresAt > ?1 and not exists"
          + " (select 1 from ProposalOutcomeEntity o where o.proposalId = %1$s.id)";

  private final RowSeal asked;
  private final RowSeal ended;

  ProposalRepository(Secrets secrets) {
    this.asked = new RowSeal(secrets, "proposal");
    this.ended = new RowSeal(secrets, "proposal-outcome");
  }

  void add(ProposalEntity row) {
    row.seal = asked.of(columns(row));
    persistAndFlush(row);
  }

  void add(ProposalOutcomeEntity row) {
    row.seal = ended.of(columns(row));
    EntityManager store = getEntityManager();
    store.persist(row);
    store.flush();
  }

  Optional<ProposalEntity> genuine(UUID id) {
    return findByIdOptional(id).filter(this::isGenuine);
  }

  /**
   * Those that nobody ended: the oldest of each institution, then the second of each, so that one
   * office with many does not hide the others.
   *
   * @param institutions of which; empty for all
   */
  List<ProposalEntity> open(Optional<Set<Integer>> institutions, Instant now, int limit) {
    String open = "from ProposalEntity p where " + OPEN.formatted("p");
    String before =
        "(select count(*) from ProposalEntity q where q.institutionId = p.institutionId"
            + " and (q.askedAt < p.askedAt or (q.askedAt = p.askedAt and q.id < p.id)) and "
            + OPEN.formatted("q")
            + ")";
    String order = " order by " + before + ", p.askedAt, p.id";
    return (institutions.isPresent()
            ? find(open + " and p.institutionId in ?2" + order, now, institutions.get())
            : find(open + order, now))
        .page(0, limit).stream().filter(this::isGenuine).toList();
  }

  /** How many wait in an office. */
  long waiting(int institution, Instant now) {
    return count(
        "from ProposalEntity p where " + OPEN.formatted("p") + " and p.institutionId = ?2",
        now,
        institution);
  }

  /** How many of one person wait in an office. */
  long waiting(int institution, UUID asker, Instant now) {
    return count(
        "from ProposalEntity p where "
            + OPEN.formatted("p")
            + " and p.institutionId = ?2 and p.askedPerson = ?3",
        now,
        institution,
        asker);
  }

  /** The newest one of a kind about a subject. */
  Optional<ProposalEntity> latest(String kind, String subject) {
    return find(
            "from ProposalEntity p where p.kind = ?1 and p.subject = ?2 order by p.askedAt desc, p.id",
            kind,
            subject)
        .firstResultOptional()
        .filter(this::isGenuine);
  }

  /** How many of a kind about a subject were approved. */
  long approved(String kind, String subject) {
    return getEntityManager()
        .createQuery(
            "select count(p) from ProposalEntity p, ProposalOutcomeEntity o where o.proposalId = p.id"
                + " and o.outcome = ?1 and p.kind = ?2 and p.subject = ?3",
            Long.class)
        .setParameter(1, ProposalOutcomeEntity.APPROVED)
        .setParameter(2, kind)
        .setParameter(3, subject)
        .getSingleResult();
  }

  Optional<ProposalOutcomeEntity> outcome(ProposalEntity of) {
    return Optional.ofNullable(getEntityManager().find(ProposalOutcomeEntity.class, of.id))
        .filter(
            o ->
                ended.fits(o.seal, columns(o))
                    && o.institutionId == of.institutionId
                    && o.askedPerson.equals(of.askedPerson));
  }

  private boolean isGenuine(ProposalEntity row) {
    boolean genuine = asked.fits(row.seal, columns(row));
    if (!genuine) {
      LOG.errorf("alarm: proposal %s was not written by the service; it is ignored", row.id);
    }
    return genuine;
  }

  private static @Nullable Object[] columns(ProposalEntity row) {
    return new @Nullable Object[] {
      row.id,
      row.institutionId,
      row.kind,
      row.subject,
      row.terms,
      row.askedPerson,
      row.askedName,
      row.askedAt.toEpochMilli(),
      row.expiresAt.toEpochMilli()
    };
  }

  private static @Nullable Object[] columns(ProposalOutcomeEntity row) {
    return new @Nullable Object[] {
      row.proposalId,
      row.institutionId,
      row.outcome,
      row.askedPerson,
      row.decidedPerson,
      row.decidedName,
      row.decidedAt.toEpochMilli(),
      row.approvalId
    };
  }
}
