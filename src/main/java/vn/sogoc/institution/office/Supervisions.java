package vn.sogoc.institution.office;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.http.HttpProblem;
import vn.sogoc.platform.proposals.Proposal;
import vn.sogoc.platform.proposals.ProposalKind;
import vn.sogoc.platform.proposals.Proposals;

/** Which institution supervises which: said by two persons of the registry. */
@ApplicationScoped
public class Supervisions implements ProposalKind {
  private static final String SUPERVISOR = "supervisor";

  private final Proposals proposals;
  private final Offices offices;
  private final SupervisionRepository supervisions;
  private final TrustRegister trust;
  private final PublicIds ids;
  private final Clock clock;

  Supervisions(
      Proposals proposals,
      Offices offices,
      SupervisionRepository supervisions,
      TrustRegister trust,
      PublicIds ids,
      Clock clock) {
    this.proposals = proposals;
    this.offices = offices;
    this.supervisions = supervisions;
    this.trust = trust;
    this.ids = ids;
    this.clock = clock;
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
    TreeMap<String, String> terms = new TreeMap<>();
    terms.put(SUPERVISOR, "iss_" + supervisor);
    return proposals.ask(actor, code(), institution, "iss_" + institution, terms);
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
    SupervisionEntity row = new SupervisionEntity();
    row.id = ids.nextUuid();
    row.institutionId = proposal.institution();
    row.version =
        supervisions.newest(row.institutionId).map(before -> before.version).orElse(0) + 1;
    row.supervisorId = Integer.parseInt(proposal.term(SUPERVISOR).substring(4));
    row.recordedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    supervisions.add(row);
  }

  private static void requireRegistry(Actor actor) {
    if (actor.institutionId() != null || !actor.has(Role.OPERATE)) {
      throw new Refusal(HttpProblem.FORBIDDEN, "operators of the registry say who supervises");
    }
  }
}
