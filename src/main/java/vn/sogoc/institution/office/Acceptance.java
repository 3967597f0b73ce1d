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
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Accounts;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Members;
import vn.sogoc.platform.access.NewAccount;
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
  private final Accounts accounts;
  private final Members members;
  private final NewOfficers officers;
  private final TrustRegister trust;
  private final Trail trail;
  private final Clock clock;

  Acceptance(
      InvitationRepository invitations,
      CodeTries tries,
      Halves halves,
      Offices offices,
      Accounts accounts,
      Members members,
      NewOfficers officers,
      TrustRegister trust,
      Trail trail,
      Clock clock) {
    this.invitations = invitations;
    this.tries = tries;
    this.halves = halves;
    this.offices = offices;
    this.accounts = accounts;
    this.members = members;
    this.officers = officers;
    this.trust = trust;
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
    return Invitation.of(open(caller, link), now());
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
    tries.count(caller, link, wanted.code());
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
    trail.tell(
        new Deed(
            Doer.account(account, "self"),
            Invitations.INVITATION + ".accept",
            row.institutionId,
            row.publicId().toString(),
            Deed.hash(row.purpose, row.roles)));
    return username;
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
    return row;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
