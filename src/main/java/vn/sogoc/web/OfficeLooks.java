package vn.sogoc.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.institution.office.Invitation;
import vn.sogoc.institution.office.Invitations;
import vn.sogoc.institution.office.Offices;
import vn.sogoc.institution.office.People;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Members;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.proposals.Proposal;
import vn.sogoc.platform.proposals.Proposals;

/** Turns what the office knows into what its pages show. */
@ApplicationScoped
class OfficeLooks {
  private static final Set<Role> GIVEN =
      Set.of(Role.PREPARE, Role.APPROVE, Role.SIGN, Role.OPERATE, Role.VERIFY, Role.AUDIT);

  private final TrustRegister trust;
  private final Offices offices;
  private final People people;
  private final Invitations invitations;
  private final Proposals proposals;
  private final ProposalWords words;

  OfficeLooks(
      TrustRegister trust,
      Offices offices,
      People people,
      Invitations invitations,
      Proposals proposals,
      ProposalWords words) {
    this.trust = trust;
    this.offices = offices;
    this.people = people;
    this.invitations = invitations;
    this.proposals = proposals;
    this.words = words;
  }

  /** The office of an institution, or the choice of one. */
  OfficeScreen office(Ui ui, Actor actor, @Nullable Integer at) {
    List<Choice> institutions = institutions(ui, actor, at);
    if (at == null) {
      return new OfficeScreen(
          null, "", institutions, List.of(), List.of(), List.of(), List.of(), false, false);
    }
    return new OfficeScreen(
        "iss_" + at,
        name(ui, at),
        institutions,
        people.of(actor, at).stream().map(one -> person(ui, at, one)).toList(),
        invitations.of(actor, at).stream().map(one -> line(ui, one)).toList(),
        proposals.waiting(actor, at).stream().map(one -> line(ui, one)).toList(),
        roles(ui, GIVEN),
        offices.runs(actor, at),
        invitations.isMailed());
  }

  /** Somebody who works there. */
  PersonScreen person(Ui ui, Actor actor, int at, Members.Member member) {
    Set<Role> held = member.roles();
    List<Role> others = new ArrayList<>(GIVEN);
    others.removeAll(held);
    return new PersonScreen(
        member.displayName(),
        member.username(),
        name(ui, at),
        "/me/office?at=iss_" + at,
        path(at, member),
        member.isDisabled(),
        roles(ui, held),
        roles(ui, Set.copyOf(others)),
        offices.runs(actor, at) && !member.isDisabled(),
        member.person().equals(actor.personId()));
  }

  /** A way in, with a half of it where it is shown. */
  InvitationScreen invitation(
      Ui ui, Actor actor, Invitation one, @Nullable String link, @Nullable String code) {
    Optional<Proposal> proposal = invitations.proposal(one);
    boolean waits = one.state().equals("waiting");
    return new InvitationScreen(
        ui.t("web.invitation.title." + (one.isRecovery() ? "recover" : "join"), one.name()),
        "/me/office?at=iss_" + one.institution(),
        name(ui, one.institution()),
        one.name(),
        one.email(),
        one.roles().stream().sorted().map(role -> ui.t("web.role." + role.code())).toList(),
        ui.t("web.invitation.state." + one.state()),
        tone(one.state()),
        ui.t("web.office.by", one.invitedName(), ui.shown().time(one.invitedAt())),
        ui.shown().time(one.expires()),
        one.approvedName().orElse(null),
        mailed(ui, one),
        waits ? seconds(ui, proposal) : null,
        proposal.map(p -> "/me/office/proposals/" + p.id()).orElse(null),
        "/me/office/invitations/" + one.id(),
        one.isLive() && offices.runs(actor, one.institution()),
        one.isLive() && one.invitedPerson().equals(actor.personId()),
        one.isLive() && one.approvedPerson().filter(actor.personId()::equals).isPresent(),
        link,
        code);
  }

  private @Nullable String mailed(Ui ui, Invitation one) {
    if (one.mailed().isPresent()) {
      return ui.t("web.invitation.mailed", ui.shown().time(one.mailed().get()));
    }
    return one.isLive() && !one.email().isEmpty() && !one.hasLink() && invitations.isMailed()
        ? ui.t("web.invitation.mailed.later")
        : null;
  }

  /** What somebody asked for. */
  ProposalScreen proposal(Ui ui, Actor actor, Proposal one) {
    boolean own = one.asked().person().equals(actor.personId());
    @Nullable String refusal =
        one.isOpen() ? proposals.refusal(actor, one).map(r -> sentence(ui, r)).orElse(null) : null;
    return new ProposalScreen(
        title(ui, one),
        "/me/office?at=iss_" + one.institution(),
        name(ui, one.institution()),
        words.of(ui, actor, one),
        ui.t("web.proposal.state." + one.state()),
        tone(one.state()),
        ui.t("web.office.by", one.asked().name(), ui.shown().time(one.asked().at())),
        one.decided()
            .map(d -> ui.t("web.office.by", d.name(), ui.shown().time(d.at())))
            .orElse(null),
        one.isOpen() ? ui.shown().time(one.expires()) : null,
        refusal,
        one.isOpen() ? proposals.deciders(one) : List.of(),
        one.content().hex(),
        "/me/office/proposals/" + one.id(),
        one.isOpen(),
        one.isOpen() && (own || refusal == null),
        own,
        one.subject().startsWith("inv_") ? "/me/office/invitations/" + one.subject() : null,
        TemplateWords.isShown(one) ? TemplateWords.pictures(one) : List.of(),
        TemplateWords.fixed(one));
  }

  private static String sentence(Ui ui, Refusal refusal) {
    return ui.t("problem." + refusal.type().slug() + ".cause")
        + " "
        + ui.t("problem." + refusal.type().slug() + ".cure");
  }

  private String seconds(Ui ui, Optional<Proposal> proposal) {
    List<String> names = proposal.map(proposals::deciders).orElseGet(List::of);
    return names.isEmpty()
        ? ui.t("web.office.second.none")
        : ui.t("web.office.second", String.join(", ", names));
  }

  private static String title(Ui ui, Proposal one) {
    String name = one.terms().get("name");
    return ui.t("web.proposal.kind." + one.kind(), name == null ? "" : name);
  }

  private OfficeScreen.Person person(Ui ui, int at, Members.Member one) {
    return new OfficeScreen.Person(
        one.displayName(),
        one.username(),
        one.roles().stream().sorted().map(role -> ui.t("web.role." + role.code())).toList(),
        one.isDisabled(),
        path(at, one));
  }

  private OfficeScreen.Line line(Ui ui, Invitation one) {
    return new OfficeScreen.Line(
        ui.t("web.invitation.title." + (one.isRecovery() ? "recover" : "join"), one.name()),
        ui.t("web.invitation.state." + one.state()),
        tone(one.state()),
        ui.shown().time(one.invitedAt()),
        "/me/office/invitations/" + one.id());
  }

  /** What waits, as a line that leads to it. */
  OfficeScreen.Line line(Ui ui, Proposal one) {
    return new OfficeScreen.Line(
        title(ui, one),
        ui.t("web.proposal.state." + one.state()),
        tone(one.state()),
        ui.t("web.office.by", one.asked().name(), ui.shown().time(one.asked().at())),
        "/me/office/proposals/" + one.id());
  }

  private static String path(int at, Members.Member one) {
    return "/me/office/people/iss_" + at + "/" + one.id();
  }

  private static String tone(String state) {
    return switch (state) {
      case "open", "approved", "used" -> "good";
      case "waiting", "asked" -> "warn";
      default -> "calm";
    };
  }

  private String name(Ui ui, int institution) {
    return trust
        .institution(institution)
        .map(facts -> ui.of(new BilingualText(facts.nameVi(), facts.nameEn())))
        .orElse("iss_" + institution);
  }

  private static List<Choice> roles(Ui ui, Set<Role> roles) {
    return roles.stream()
        .sorted()
        .map(role -> Choice.of(role.code(), ui.t("web.role." + role.code())))
        .toList();
  }

  /** More than one only for whoever supervises. */
  private List<Choice> institutions(Ui ui, Actor actor, @Nullable Integer chosen) {
    Optional<Set<Integer>> own = offices.institutions(actor);
    List<Choice> all =
        trust.institutions().stream()
            .filter(facts -> own.map(set -> set.contains(facts.id())).orElse(true))
            .map(
                facts ->
                    new Choice(
                        "iss_" + facts.id(),
                        ui.of(new BilingualText(facts.nameVi(), facts.nameEn())),
                        chosen != null && facts.id() == chosen))
            .toList();
    return all.size() > 1 ? all : List.of();
  }
}
