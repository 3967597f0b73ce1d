package vn.sogoc.institution.office;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.institution.Mandate;
import vn.sogoc.institution.Mandates;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.proposals.Proposal;
import vn.sogoc.platform.proposals.ProposalKind;

/** That somebody may sign from a day on, and where it is so, somebody else no longer. */
@ApplicationScoped
class MandateKind implements ProposalKind {
  private final Beneficiaries beneficiaries;
  private final Mandates mandates;
  private final MandateOffice office;

  MandateKind(Beneficiaries beneficiaries, Mandates mandates, MandateOffice office) {
    this.beneficiaries = beneficiaries;
    this.mandates = mandates;
    this.office = office;
  }

  @Override
  public String code() {
    return MandateOffice.ADD;
  }

  @Override
  @Transactional
  public void alone(int institution) {
    mandates.alone(institution);
  }

  @Override
  @Transactional
  public void requireAsker(Optional<Actor> asker, Proposal proposal) {
    beneficiaries.requireStill(asker, proposal);
  }

  @Override
  @Transactional
  public void requireDecider(Actor actor, Proposal proposal) {
    beneficiaries.requireSecond(actor, proposal);
  }

  @Override
  @Transactional
  public List<String> deciders(Proposal proposal) {
    return beneficiaries.deciders(proposal);
  }

  /** The mandate has the proposal's own number, so that one is found by the other. */
  @Override
  @Transactional
  public void carryOut(Actor actor, Proposal proposal) {
    Mandate wanted =
        MandateTerms.mandate(
            proposal, proposal.id().key(), beneficiaries.working(proposal).person());
    @Nullable UUID replaces = MandateTerms.replaces(proposal);
    office.require(wanted, replaces);
    if (replaces != null) {
      mandates.end(replaces, wanted.from().minusDays(1));
    }
    mandates.grant(wanted);
  }
}
