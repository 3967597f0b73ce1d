package vn.sogoc.institution.office;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Members;
import vn.sogoc.platform.proposals.Proposal;
import vn.sogoc.platform.trail.Doer;

/** Those in whose favour a proposal is: somebody who works there, whose account the terms name. */
@ApplicationScoped
class Beneficiaries {
  static final String ACCOUNT = "account";

  /** Two persons can have one name, and no two accounts have one user name. */
  static final String USERNAME = "username";

  private final Offices offices;
  private final Members members;

  Beneficiaries(Offices offices, Members members) {
    this.offices = offices;
    this.members = members;
  }

  /** That whoever asked runs the office still. */
  void requireStill(Optional<Actor> asker, Proposal proposal) {
    offices.requireStill(asker, proposal.institution());
  }

  /** That the actor may be the second person, and is not the one it is for. */
  void requireSecond(Actor actor, Proposal proposal) {
    offices.requireSecond(actor, proposal, of(proposal).person());
  }

  List<String> deciders(Proposal proposal) {
    return offices.deciders(proposal, of(proposal).person());
  }

  /**
   * Whom it is for, if they still work there.
   *
   * @throws vn.sogoc.kernel.Refusal where the account was ended
   */
  Members.Member working(Proposal proposal) {
    Members.Member member = of(proposal);
    if (member.isDisabled()) {
      throw People.ended();
    }
    return member;
  }

  private Members.Member of(Proposal proposal) {
    return PublicId.parse(Doer.ID_KIND, proposal.term(ACCOUNT))
        .flatMap(id -> members.find(id.key()))
        .orElseThrow(People::unknown);
  }
}
