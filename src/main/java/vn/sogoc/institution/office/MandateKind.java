package vn.sogoc.institution.office;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.institution.Mandate;
import vn.sogoc.institution.Mandates;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.proposals.Proposal;
import vn.sogoc.platform.proposals.ProposalKind;

/** That somebody may sign from a day on, and where it is so, somebody else no longer. */
@ApplicationScoped
class MandateKind implements ProposalKind {
  private final Beneficiaries beneficiaries;
  private final Mandates mandates;
  private final MandateOffice office;
  private final PublicIds ids;

  MandateKind(Beneficiaries beneficiaries, Mandates mandates, MandateOffice office, PublicIds ids) {
    this.beneficiaries = beneficiaries;
    this.mandates = mandates;
    this.office = office;
    this.ids = ids;
  }

  @Override
  public String code() {
    return MandateOffice.ADD;
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

  @Override
  @Transactional
  public void carryOut(Actor actor, Proposal proposal) {
    Mandate wanted =
        MandateTerms.mandate(proposal, ids.nextUuid(), beneficiaries.working(proposal).person());
    @Nullable UUID replaces = MandateTerms.replaces(proposal);
    MandateRules.require(wanted, mandates.of(proposal.institution()), replaces, office.today());
    if (replaces != null) {
      mandates.end(replaces, wanted.from().minusDays(1));
    }
    mandates.grant(wanted);
  }
}
