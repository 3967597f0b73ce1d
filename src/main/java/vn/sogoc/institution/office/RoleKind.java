package vn.sogoc.institution.office;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import vn.sogoc.platform.access.Accounts;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.proposals.Proposal;
import vn.sogoc.platform.proposals.ProposalKind;

/** That somebody who works there may do more. */
@ApplicationScoped
class RoleKind implements ProposalKind {
  static final String CODE = "role";
  static final String ROLE = "role";

  private final Beneficiaries beneficiaries;
  private final Accounts accounts;

  RoleKind(Beneficiaries beneficiaries, Accounts accounts) {
    this.beneficiaries = beneficiaries;
    this.accounts = accounts;
  }

  @Override
  public String code() {
    return CODE;
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
    accounts.grant(
        beneficiaries.working(proposal).account(),
        proposal.institution(),
        Role.ofCode(proposal.term(ROLE)).orElseThrow());
  }
}
