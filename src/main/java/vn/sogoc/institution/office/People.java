package vn.sogoc.institution.office;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.TreeMap;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Accounts;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Members;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.proposals.Proposal;
import vn.sogoc.platform.proposals.Proposals;

/**
 * Who works at an institution. What gives somebody more takes two persons; what takes away is one
 * person's, at once.
 */
@ApplicationScoped
public class People {
  private final Members members;
  private final Accounts accounts;
  private final Offices offices;
  private final Invitations invitations;
  private final Proposals proposals;

  People(
      Members members,
      Accounts accounts,
      Offices offices,
      Invitations invitations,
      Proposals proposals) {
    this.members = members;
    this.accounts = accounts;
    this.offices = offices;
    this.invitations = invitations;
    this.proposals = proposals;
  }

  /** Those who work there, by name; whose accounts were ended too. */
  @Transactional
  public List<Members.Member> of(Actor actor, int institution) {
    offices.requireSees(actor, institution);
    return members.at(institution);
  }

  /** Somebody who works there. */
  @Transactional
  public Members.Member get(Actor actor, int institution, PublicId account) {
    offices.requireSees(actor, institution);
    return member(institution, account);
  }

  /** Asks for a role for somebody, who is neither of the two persons it takes. */
  @Transactional
  public Proposal giveRole(Actor actor, int institution, PublicId account, Role role) {
    Members.Member member = working(actor, institution, account);
    Offices.requireOther(actor, member.person());
    if (!Invitations.GIVEN.contains(role)) {
      throw Proposals.refused("role", "prepare, approve, sign, operate, verify or audit");
    }
    if (member.roles().contains(role)) {
      throw unchanged("the role is held already");
    }
    TreeMap<String, String> terms = new TreeMap<>();
    terms.put(Beneficiaries.ACCOUNT, account.toString());
    terms.put("name", member.displayName());
    terms.put(Beneficiaries.USERNAME, member.username());
    terms.put(RoleKind.ROLE, role.code());
    return proposals.ask(actor, RoleKind.CODE, institution, account + "/" + role.code(), terms);
  }

  /** Takes a role away, from the next request on. */
  @Transactional
  public Members.Member takeRole(Actor actor, int institution, PublicId account, Role role) {
    Members.Member member = working(actor, institution, account);
    if (!member.roles().contains(role)) {
      throw unchanged("the role is not held");
    }
    accounts.revokeRole(actor.as(Role.OPERATE), member.account(), institution, role);
    return member(institution, account);
  }

  /** Ends somebody's sessions and keys, and lets them in no more. */
  @Transactional
  public Members.Member disable(Actor actor, int institution, PublicId account) {
    Members.Member member = working(actor, institution, account);
    Offices.requireOther(actor, member.person());
    accounts.disable(actor.as(Role.OPERATE), member.account());
    return member(institution, account);
  }

  /** Asks for a way to a new password for somebody who lost theirs. */
  @Transactional
  public Invitation recover(Actor actor, int institution, PublicId account) {
    return invitations.recover(actor, working(actor, institution, account), institution);
  }

  private Members.Member working(Actor actor, int institution, PublicId account) {
    offices.requireRuns(actor, institution);
    Members.Member member = member(institution, account);
    if (member.isDisabled()) {
      throw ended();
    }
    return member;
  }

  private Members.Member member(int institution, PublicId account) {
    return members
        .find(account.key())
        .filter(m -> m.institution() != null && m.institution() == institution)
        .orElseThrow(People::unknown);
  }

  static Refusal unknown() {
    return new Refusal(OfficeProblem.PERSON_UNKNOWN, "nobody of this institution has this id");
  }

  static Refusal ended() {
    return new Refusal(OfficeProblem.PERSON_ENDED, "the account was ended");
  }

  private static Refusal unchanged(String why) {
    return new Refusal(OfficeProblem.ROLE_UNCHANGED, why);
  }
}
