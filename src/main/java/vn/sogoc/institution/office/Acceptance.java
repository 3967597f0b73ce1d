package vn.sogoc.institution.office;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.institution.InstitutionFacts;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Accounts;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Members;
import vn.sogoc.platform.access.NewAccount;
import vn.sogoc.platform.proposals.Proposals;
import vn.sogoc.platform.ratelimit.RateLimits;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Doer;
import vn.sogoc.platform.trail.Trail;

/**
 * Whoever comes in by a link and a code. Nobody is signed in by it: the account's own password is
 * asked afterwards, so no session begins that somebody else could have prepared.
 */
@ApplicationScoped
public class Acceptance {
  private final InvitationRepository invitations;
  private final CodeTries tries;
  private final Halves halves;
  private final Offices offices;
  private final Proposals proposals;
  private final Accounts accounts;
  private final Members members;
  private final NewOfficers officers;
  private final TrustRegister trust;
  private final RateLimits limits;
  private final Trail trail;
  private final Clock clock;

  Acceptance(
      InvitationRepository invitations,
      CodeTries tries,
      Halves halves,
      Offices offices,
      Proposals proposals,
      Accounts accounts,
      Members members,
      NewOfficers officers,
      TrustRegister trust,
      RateLimits limits,
      Trail trail,
      Clock clock) {
    this.invitations = invitations;
    this.tries = tries;
    this.halves = halves;
    this.offices = offices;
    this.proposals = proposals;
    this.accounts = accounts;
    this.members = members;
    this.officers = officers;
    this.trust = trust;
    this.limits = limits;
    this.trail = trail;
    this.clock = clock;
  }

  /**
   * What somebody accepts.
   *
   * @param username that a new account will have; of a recovery it is the known one
   */
  public record Accepted(@Nullable String username, String password, String code) {}

  /**
   * What a link leads to.
   *
   * @throws Refusal where the link is unknown, ended, early, or somebody is signed in
   */
  @Transactional
  public Invitation look(Optional<Actor> caller, String link) {
    admit(link);
    return Invitation.of(open(caller, link), "", now());
  }

  /** With both halves user names could be tried, and without a link links. */
  private void admit(String link) {
    limits.admitInvitation(halves.link(link).map(Bytes::hex).orElse(""));
  }

  /** The name of an institution, in Vietnamese and in English. */
  @Transactional
  public BilingualText institution(int number) {
    InstitutionFacts facts = trust.statement(number).facts();
    return new BilingualText(facts.nameVi(), facts.nameEn());
  }

  /**
   * Comes in: makes the account, or sets the new password.
   *
   * @return the user name to sign in with
   * @throws Refusal as {@link #look}, and where the code, the name or the password is wrong
   */
  @Transactional
  public String accept(Optional<Actor> caller, String link, Accepted wanted) {
    admit(link);
    tries.count(caller, link, wanted.code());
    // before any of its ways in: of two at once the second finds its own closed
    halves.link(link).flatMap(invitations::account).ifPresent(accounts::hold);
    InvitationEntity row = open(caller, link);
    if (!halves.isCode(row.id, wanted.code(), row.codeDigest)) {
      throw new Refusal(OfficeProblem.INVITATION_CODE_WRONG, "the code is another one");
    }
    UUID account;
    String username;
    if (row.isRecovery()) {
      Members.Member member =
          Optional.ofNullable(row.accountId)
              .flatMap(members::find)
              .orElseThrow(Invitations::unknown);
      if (member.isDisabled()) {
        throw People.ended();
      }
      accounts.changePassword(member.account(), wanted.password());
      closeOthers(row, member.account());
      account = member.account();
      username = member.username();
    } else {
      NewAccount made =
          new NewAccount(
              wanted.username() == null ? "" : wanted.username(),
              row.name,
              wanted.password(),
              officers.create(row.institutionId),
              row.institutionId,
              row.roleSet());
      account = accounts.create(made);
      username = made.username();
    }
    row.end(InvitationEntity.USED, now());
    invitations.keep(row);
    tell(account, "accept", row);
    return username;
  }

  /** Of several ways to a new password one is used; nobody comes in by the others afterwards. */
  private void closeOthers(InvitationEntity used, UUID account) {
    for (InvitationEntity other : invitations.recoveries(account)) {
      if (!other.id.equals(used.id)) {
        other.end(InvitationEntity.REVOKED, now());
        invitations.keep(other);
        tell(account, "revoke", other);
      }
    }
  }

  private void tell(UUID account, String verb, InvitationEntity row) {
    trail.tell(
        new Deed(
            Doer.account(account, "self"),
            Invitations.INVITATION + "." + verb,
            row.institutionId,
            row.publicId().toString(),
            Deed.hash(row.purpose, row.roles)));
  }

  /** Locked: of two at once one comes in, and the other is told that it is used. */
  private InvitationEntity open(Optional<Actor> caller, String link) {
    InvitationEntity row =
        halves.link(link).flatMap(invitations::linked).orElseThrow(Invitations::unknown);
    Invitations.require(row, now());
    offices.requireGoing(row.institutionId);
    if (row.approvedPerson == null) {
      throw new Refusal(OfficeProblem.INVITATION_WAITS, "a second person has not approved it yet");
    }
    if (caller.isPresent()) {
      throw new Refusal(
          OfficeProblem.INVITATION_OTHER_PERSON, "somebody is signed in here; sign out first");
    }
    requireBoth(row);
    return row;
  }

  /** What two persons agreed to does not outlive their right to agree to it. */
  private void requireBoth(InvitationEntity row) {
    Proposals.Two two =
        proposals
            .agreed(
                row.isRecovery() ? Invitations.RECOVERY : Invitations.INVITATION,
                row.publicId().toString())
            .orElseThrow(Offices::left);
    offices.requireStill(accounts.current(two.asker()), row.institutionId);
    offices.requireStill(accounts.current(two.approver()), row.institutionId);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
