package vn.sogoc.institution.office;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import vn.sogoc.institution.Mandates;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.http.HttpProblem;
import vn.sogoc.platform.proposals.Proposal;
import vn.sogoc.platform.proposals.ProposalKind;
import vn.sogoc.platform.proposals.Proposals;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Trail;

/** Which institution supervises which: said by two persons of the registry. */
@ApplicationScoped
public class Supervisions implements ProposalKind {
  private static final String SUPERVISOR = "supervisor";

  private final Proposals proposals;
  private final Offices offices;
  private final SupervisionRepository supervisions;
  private final Mandates mandates;
  private final TrustRegister trust;
  private final Trail trail;
  private final PublicIds ids;
  private final Clock clock;
  private final int registry;

  Supervisions(
      Proposals proposals,
      Offices offices,
      SupervisionRepository supervisions,
      Mandates mandates,
      TrustRegister trust,
      Trail trail,
      PublicIds ids,
      Clock clock,
      @ConfigProperty(name = "sogoc.bundle.registry", defaultValue = "1") int registry) {
    this.proposals = proposals;
    this.offices = offices;
    this.supervisions = supervisions;
    this.mandates = mandates;
    this.trust = trust;
    this.trail = trail;
    this.ids = ids;
    this.clock = clock;
    this.registry = registry;
  }

  /** Asks for an institution to supervise another from now on, in place of whoever does. */
  @Transactional
  public Proposal ask(Actor actor, int institution, int supervisor) {
    requireRegistry(actor);
    trust.statement(institution);
    trust.statement(supervisor);
    if (supervisor == institution) {
      throw Proposals.refused(SUPERVISOR, "another institution");
    }
    requireNotRegistry(institution);
    TreeMap<String, String> terms = new TreeMap<>();
    terms.put(SUPERVISOR, "iss_" + supervisor);
    return proposals.ask(actor, code(), institution, "iss_" + institution, terms);
  }

  /** Ends the supervision at once: what takes away is one person's. */
  @Transactional
  public void end(Actor actor, int institution) {
    requireRegistry(actor);
    trust.statement(institution);
    mandates.alone(institution);
    if (supervisions.supervisor(institution).isEmpty()) {
      throw new Refusal(OfficeProblem.SUPERVISION_REFUSED, "nobody supervises the institution");
    }
    SupervisionEntity row = next(institution);
    supervisions.add(row);
    trail.tell(
        new Deed(
            actor.as(Role.OPERATE),
            code() + ".end",
            institution,
            "iss_" + institution,
            Deed.hash(row.version)));
  }

  @Override
  public void alone(int institution) {
    mandates.alone(institution);
  }

  @Override
  @Transactional
  public void requireAsker(Optional<Actor> asker, Proposal proposal) {
    requireRegistry(asker.orElseThrow(Offices::left));
  }

  @Override
  public String code() {
    return "supervision";
  }

  @Override
  @Transactional
  public void requireDecider(Actor actor, Proposal proposal) {
    requireRegistry(actor);
    offices.requireSecond(actor, proposal, null);
  }

  @Override
  public List<String> deciders(Proposal proposal) {
    return offices.ofRegistry(proposal);
  }

  @Override
  @Transactional
  public void carryOut(Actor actor, Proposal proposal) {
    requireNotRegistry(proposal.institution());
    SupervisionEntity row = next(proposal.institution());
    row.supervisorId = Integer.parseInt(proposal.term(SUPERVISOR).substring(4));
    supervisions.add(row);
  }

  private SupervisionEntity next(int institution) {
    SupervisionEntity row = new SupervisionEntity();
    row.id = ids.nextUuid();
    row.institutionId = institution;
    row.version = supervisions.newest(institution).map(before -> before.version).orElse(0) + 1;
    row.recordedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return row;
  }

  /** Whoever runs its office decides about quotas and the trust bundle of all. */
  private void requireNotRegistry(int institution) {
    if (institution == registry) {
      throw new Refusal(
          OfficeProblem.SUPERVISION_REFUSED, "nobody supervises the registry's own institution");
    }
  }

  private static void requireRegistry(Actor actor) {
    if (actor.institutionId() != null || !actor.has(Role.OPERATE)) {
      throw new Refusal(HttpProblem.FORBIDDEN, "operators of the registry say who supervises");
    }
  }
}
