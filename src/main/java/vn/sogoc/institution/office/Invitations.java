package vn.sogoc.institution.office;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Members;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.proposals.Proposal;
import vn.sogoc.platform.proposals.Proposals;
import vn.sogoc.platform.proposals.Typed;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Doer;
import vn.sogoc.platform.trail.Trail;

/** Ways in, as those have them who run the office; who comes in by one is {@link Acceptance}. */
@ApplicationScoped
public class Invitations {
  static final String INVITATION = "invitation";
  static final String RECOVERY = "recovery";
  private static final String EMAIL_HASH = "emailHash";

  /** What an institution's office gives; the others are of the registry, or of holders. */
  static final Set<Role> GIVEN =
      Set.of(Role.PREPARE, Role.APPROVE, Role.SIGN, Role.OPERATE, Role.VERIFY, Role.AUDIT);

  private static final int LONGEST_NAME = 120;
  private static final int LONGEST_EMAIL = 254;
  private static final int MOST_SHOWN = 200;

  private final InvitationRepository invitations;
  private final Halves halves;
  private final InvitationMail mail;
  private final Offices offices;
  private final Proposals proposals;
  private final Trail trail;
  private final PublicIds ids;
  private final InvitationConfig config;
  private final Clock clock;

  Invitations(
      InvitationRepository invitations,
      Halves halves,
      InvitationMail mail,
      Offices offices,
      Proposals proposals,
      Trail trail,
      PublicIds ids,
      InvitationConfig config,
      Clock clock) {
    this.invitations = invitations;
    this.halves = halves;
    this.mail = mail;
    this.offices = offices;
    this.proposals = proposals;
    this.trail = trail;
    this.ids = ids;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Invites somebody to an institution with roles; another person approves it.
   *
   * @param email where the link is mailed once the second person approved; empty where it is not
   * @throws Refusal where the actor does not run its office, it was stopped, or a field is wrong
   */
  @Transactional
  public Invitation invite(
      Actor actor,
      int institution,
      @Nullable String name,
      @Nullable String email,
      Set<Role> roles) {
    offices.requireRuns(actor, institution);
    offices.requireGoing(institution);
    if (roles.isEmpty() || !GIVEN.containsAll(roles)) {
      throw Proposals.refused(
          "roles", "one or more of prepare, approve, sign, operate, verify, audit");
    }
    InvitationEntity row =
        row(actor, institution, InvitationEntity.JOIN, Typed.line(name, "name", 2, LONGEST_NAME));
    String address = email(email);
    mail.keep(row, address);
    row.roles = String.join(" ", roles.stream().map(Role::code).sorted().toList());
    row.expiresAt = row.invitedAt.plus(config.ttl());
    invitations.keep(row);
    ask(actor, row, INVITATION, null);
    return Invitation.of(row, address, row.invitedAt);
  }

  /** Asks for a way to a new password for somebody who works there. */
  @Transactional
  Invitation recover(Actor actor, Members.Member member, int institution) {
    Offices.requireOther(actor, member.person());
    InvitationEntity row = row(actor, institution, InvitationEntity.RECOVER, member.displayName());
    row.accountId = member.account();
    row.expiresAt = row.invitedAt.plus(config.recoveryTtl());
    invitations.keep(row);
    ask(actor, row, RECOVERY, member.username());
    return Invitation.of(row, "", row.invitedAt);
  }

  /** Whether links are mailed to whoever has an address; otherwise they are handed over. */
  public boolean isMailed() {
    return mail.isPossible();
  }

  /** Ways in of an institution, newest first. */
  @Transactional
  public List<Invitation> of(Actor actor, int institution) {
    offices.requireSees(actor, institution);
    Instant now = now();
    return invitations.ofInstitution(institution, MOST_SHOWN).stream()
        .map(row -> Invitation.of(row, mail.address(row), now))
        .toList();
  }

  /** One that the actor may see. */
  @Transactional
  public Invitation get(Actor actor, PublicId id) {
    InvitationEntity row =
        invitations
            .genuine(id.key())
            .filter(found -> offices.sees(actor, found.institutionId))
            .orElseThrow(Invitations::unknown);
    return Invitation.of(row, mail.address(row), now());
  }

  /** The proposal by which one waits, or waited, for its second person. */
  @Transactional
  public Optional<Proposal> proposal(Invitation of) {
    return proposals.latest(of.isRecovery() ? RECOVERY : INVITATION, of.id().toString());
  }

  /**
   * A new link, for whoever invited and nobody else; the one before ends, and is not mailed any
   * more where it waited for that.
   *
   * @return the whole address, which is shown this once
   */
  @Transactional
  public String link(Actor actor, PublicId id) {
    InvitationEntity row = live(actor, id);
    if (!row.invitedPerson.equals(actor.personId())) {
      throw otherHalf("the link is shown to the person who invited");
    }
    Halves.Half link = halves.newLink();
    row.linkDigest = link.digest().toArray();
    row.linkSealed = null;
    invitations.keep(row);
    tell(actor, "link", row);
    return link.text();
  }

  /**
   * A new code, for whoever approved and nobody else; the one before ends.
   *
   * @return what is told to the invited person, and shown this once
   */
  @Transactional
  public String code(Actor actor, PublicId id) {
    InvitationEntity row = live(actor, id);
    if (!actor.personId().equals(row.approvedPerson)) {
      throw otherHalf("the code is shown to the person who approved");
    }
    Halves.Half code = halves.newCode(row.id);
    row.codeDigest = code.digest().toArray();
    invitations.keep(row);
    tell(actor, "code", row);
    return code.text();
  }

  /** Takes a way in back. */
  @Transactional
  public Invitation revoke(Actor actor, PublicId id) {
    Instant now = now();
    InvitationEntity row = live(actor, id);
    row.end(InvitationEntity.REVOKED, now);
    invitations.keep(row);
    tell(actor, "revoke", row);
    return Invitation.of(row, "", now);
  }

  /** What two persons agreed to is open from now on. */
  void open(Actor second, Proposal proposal) {
    InvitationEntity row =
        PublicId.parse(InvitationEntity.ID_KIND, proposal.subject())
            .flatMap(id -> invitations.lock(id.key()))
            .orElseThrow(Invitations::unknown);
    require(row, now());
    row.approvedPerson = second.personId();
    row.approvedName = second.displayName();
    row.approvedAt = now();
    mail.prepare(row);
    invitations.keep(row);
  }

  /** What two persons did not agree to is closed. */
  void close(Proposal proposal) {
    PublicId.parse(InvitationEntity.ID_KIND, proposal.subject())
        .flatMap(id -> invitations.lock(id.key()))
        .filter(row -> row.ended == null)
        .ifPresent(
            row -> {
              row.end(InvitationEntity.REVOKED, now());
              invitations.keep(row);
            });
  }

  /** That a way in has not ended. */
  static void require(InvitationEntity row, Instant now) {
    switch (Invitation.state(row, now)) {
      case InvitationEntity.USED ->
          throw new Refusal(OfficeProblem.INVITATION_USED, "it was accepted already");
      case InvitationEntity.REVOKED ->
          throw new Refusal(OfficeProblem.INVITATION_REVOKED, "it was taken back");
      case InvitationEntity.BLOCKED ->
          throw new Refusal(OfficeProblem.INVITATION_BLOCKED, "a wrong code was typed too often");
      case Invitation.EXPIRED ->
          throw new Refusal(OfficeProblem.INVITATION_EXPIRED, "its time is over");
      default -> {
        // it is live
      }
    }
  }

  private InvitationEntity live(Actor actor, PublicId id) {
    InvitationEntity row =
        invitations
            .lock(id.key())
            .filter(found -> offices.runs(actor, found.institutionId))
            .orElseThrow(Invitations::unknown);
    require(row, now());
    return row;
  }

  private InvitationEntity row(Actor actor, int institution, String purpose, String name) {
    InvitationEntity row = new InvitationEntity();
    row.id = ids.nextUuid();
    row.institutionId = institution;
    row.purpose = purpose;
    row.name = name;
    row.invitedPerson = actor.personId();
    row.invitedName = actor.displayName();
    row.invitedAt = now();
    return row;
  }

  private void ask(Actor actor, InvitationEntity row, String kind, @Nullable String username) {
    TreeMap<String, String> terms = new TreeMap<>();
    terms.put("name", row.name);
    terms.put("until", row.expiresAt.toString());
    if (!row.isRecovery()) {
      terms.put("roles", row.roles);
    }
    row.emailHash(mail.address(row)).ifPresent(hash -> terms.put(EMAIL_HASH, hash.hex()));
    if (username != null) {
      terms.put(Beneficiaries.USERNAME, username);
    }
    if (row.accountId != null) {
      terms.put(Beneficiaries.ACCOUNT, PublicId.of(Doer.ID_KIND, row.accountId).toString());
    }
    proposals.ask(actor, kind, row.institutionId, row.publicId().toString(), terms);
  }

  private static String email(@Nullable String typed) {
    String email = Typed.line(typed, "email", 0, LONGEST_EMAIL);
    if (!email.isEmpty() && !email.matches("[^@\\s,;<>\"]+@[^@\\s,;<>\"]+\\.[^@\\s,;<>\"]+")) {
      throw Proposals.refused("email", "an e-mail address, or nothing");
    }
    return email;
  }

  private void tell(Actor actor, String verb, InvitationEntity row) {
    trail.tell(
        new Deed(
            actor.as(Role.OPERATE),
            INVITATION + "." + verb,
            row.institutionId,
            row.publicId().toString(),
            Deed.hash(row.purpose, row.roles)));
  }

  static Refusal unknown() {
    return new Refusal(OfficeProblem.INVITATION_UNKNOWN, "there is no such invitation");
  }

  private static Refusal otherHalf(String why) {
    return new Refusal(OfficeProblem.INVITATION_OTHER_HALF, why);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
