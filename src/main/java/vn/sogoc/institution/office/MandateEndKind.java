package vn.sogoc.institution.office;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import vn.sogoc.institution.Mandate;
import vn.sogoc.institution.Mandates;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.proposals.Proposal;
import vn.sogoc.platform.proposals.ProposalKind;

/** That somebody signs no longer after a day. */
@ApplicationScoped
class MandateEndKind implements ProposalKind {
  private final Offices offices;
  private final Mandates mandates;
  private final MandateOffice office;

  MandateEndKind(Offices offices, Mandates mandates, MandateOffice office) {
    this.offices = offices;
    this.mandates = mandates;
    this.office = office;
  }

  @Override
  public String code() {
    return MandateOffice.END;
  }

  @Override
  @Transactional
  public void alone(int institution) {
    mandates.alone(institution);
  }

  @Override
  @Transactional
  public void requireAsker(Optional<Actor> asker, Proposal proposal) {
    offices.requireStill(asker, proposal.institution());
  }

  @Override
  @Transactional
  public void requireDecider(Actor actor, Proposal proposal) {
    offices.requireSecond(actor, proposal, mandate(proposal).personId());
  }

  @Override
  @Transactional
  public List<String> deciders(Proposal proposal) {
    return offices.deciders(proposal, mandate(proposal).personId());
  }

  @Override
  @Transactional
  public void carryOut(Actor actor, Proposal proposal) {
    Mandate mandate = mandate(proposal);
    LocalDate last = LocalDate.parse(proposal.term(MandateTerms.LAST));
    office.requireEnd(mandate, last);
    mandates.end(mandate.id(), last);
  }

  private Mandate mandate(Proposal proposal) {
    return office.find(
        proposal.institution(),
        PublicId.parse(MandateTerms.ID_KIND, proposal.subject()).orElseThrow().key());
  }
}
