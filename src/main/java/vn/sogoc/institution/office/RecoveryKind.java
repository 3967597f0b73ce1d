package vn.sogoc.institution.office;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.proposals.Proposal;
import vn.sogoc.platform.proposals.ProposalKind;

/** That somebody who works there may set a new password. */
@ApplicationScoped
class RecoveryKind implements ProposalKind {
  private final Beneficiaries beneficiaries;
  private final Invitations invitations;

  RecoveryKind(Beneficiaries beneficiaries, Invitations invitations) {
    this.beneficiaries = beneficiaries;
    this.invitations = invitations;
  }

  @Override
  public String code() {
    return Invitations.RECOVERY;
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

  @Override
  @Transactional
  public void carryOut(Actor actor, Proposal proposal) {
    beneficiaries.working(proposal);
    invitations.open(actor, proposal);
  }

  @Override
  @Transactional
  public void drop(Proposal proposal) {
    invitations.close(proposal);
  }
}
