package vn.sogoc.institution.office;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.proposals.Proposal;
import vn.sogoc.platform.proposals.ProposalKind;

/** That somebody new may come in, with these roles. */
@ApplicationScoped
class InvitationKind implements ProposalKind {
  private final Offices offices;
  private final Invitations invitations;

  InvitationKind(Offices offices, Invitations invitations) {
    this.offices = offices;
    this.invitations = invitations;
  }

  @Override
  public String code() {
    return Invitations.INVITATION;
  }

  @Override
  @Transactional
  public void requireAsker(Optional<Actor> asker, Proposal proposal) {
    offices.requireStill(asker, proposal.institution());
  }

  @Override
  @Transactional
  public void requireDecider(Actor actor, Proposal proposal) {
    offices.requireSecond(actor, proposal, null);
  }

  @Override
  public List<String> deciders(Proposal proposal) {
    return offices.deciders(proposal, null);
  }

  @Override
  @Transactional
  public void carryOut(Actor actor, Proposal proposal) {
    offices.requireGoing(proposal.institution());
    invitations.open(actor, proposal);
  }

  @Override
  @Transactional
  public void drop(Proposal proposal) {
    invitations.close(proposal);
  }
}
