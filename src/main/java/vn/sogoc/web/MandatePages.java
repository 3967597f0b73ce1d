package vn.sogoc.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.institution.InstitutionStatement;
import vn.sogoc.institution.Mandate;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.institution.office.MandateForm;
import vn.sogoc.institution.office.MandateOffice;
import vn.sogoc.institution.office.OfficeProblem;
import vn.sogoc.institution.office.Offices;
import vn.sogoc.institution.office.People;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Members;
import vn.sogoc.platform.access.Roles;

/** Mandates of an institution: all of them, the form for another, and how one ends. */
@Path("/me/office/mandates/{at}")
@RolesAllowed({Roles.OPERATE, Roles.AUDIT})
@Produces(MediaType.TEXT_HTML)
class MandatePages {
  private final Screens screens;
  private final CurrentActor actors;
  private final MandateOffice mandates;
  private final People people;
  private final Offices offices;
  private final BatchLists lists;
  private final TrustRegister trust;
  private final Clock clock;

  MandatePages(
      Screens screens,
      CurrentActor actors,
      MandateOffice mandates,
      People people,
      Offices offices,
      BatchLists lists,
      TrustRegister trust,
      Clock clock) {
    this.screens = screens;
    this.actors = actors;
    this.mandates = mandates;
    this.people = people;
    this.offices = offices;
    this.lists = lists;
    this.trust = trust;
    this.clock = clock;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance all(@PathParam("at") String at) {
    Ui ui = screens.ui();
    Actor actor = actors.require();
    int institution = OfficePages.institution(at);
    LocalDate today = LocalDate.ofInstant(clock.instant(), Shown.ZONE);
    List<Mandate> all = mandates.of(actor, institution);
    InstitutionStatement statement = trust.statement(institution);
    return Templates.mandates(
        ui,
        new MandatesScreen(
            at,
            ui.of(new BilingualText(statement.facts().nameVi(), statement.facts().nameEn())),
            "/me/office?at=" + at,
            all.stream().map(m -> line(ui, at, m, today)).toList(),
            people.of(actor, institution).stream()
                .filter(member -> !member.isDisabled() && !own(actor, member))
                .map(member -> Choice.of(member.id().toString(), named(member)))
                .toList(),
            statement.accreditations().stream()
                .map(a -> Choice.of(a.kind(), lists.kind(ui, a.kind())))
                .distinct()
                .toList(),
            all.stream()
                .filter(m -> m.signsAs().isEmpty() && !isOver(m, today))
                .map(
                    m ->
                        Choice.of(
                            id(m).toString(), m.personName() + ", " + ProposalWords.title(ui, m)))
                .toList(),
            mandates.keys(actor, institution).stream()
                .map(key -> Choice.of(key.id().toString(), key.name() + ", " + key.id()))
                .toList(),
            offices.runs(actor, institution)));
  }

  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @RolesAllowed(Roles.OPERATE)
  @Operation(hidden = true)
  public RestResponse<Void> ask(@PathParam("at") String at, @BeanParam MandateForm form) {
    return screens.seeOther(
        "/me/office/proposals/"
            + mandates.ask(actors.require(), OfficePages.institution(at), form.toCommand()).id());
  }

  @POST
  @Path("{id}/end")
  @RolesAllowed(Roles.OPERATE)
  @Operation(hidden = true)
  public RestResponse<Void> end(
      @PathParam("at") String at,
      @PathParam("id") String id,
      @RestForm @DefaultValue("") String last) {
    PublicId mandate =
        PublicId.parse("man", id)
            .orElseThrow(() -> new Refusal(OfficeProblem.MANDATE_UNKNOWN, "no such mandate"));
    return screens.seeOther(
        "/me/office/proposals/"
            + mandates.askEnd(actors.require(), OfficePages.institution(at), mandate, last).id());
  }

  /** Two persons can have one name. */
  private static String named(Members.Member member) {
    return member.displayName() + " (" + member.username() + ")";
  }

  private static boolean own(Actor actor, Members.Member member) {
    return member.person().equals(actor.personId());
  }

  private MandatesScreen.Line line(Ui ui, String at, Mandate m, LocalDate today) {
    boolean isOver = isOver(m, today);
    String state = isOver ? "over" : m.from().isAfter(today) ? "future" : "now";
    return new MandatesScreen.Line(
        m.personName(),
        ProposalWords.title(ui, m),
        m.kinds().stream().sorted().map(kind -> lists.kind(ui, kind)).toList(),
        ProposalWords.days(ui, m),
        m.decisionNumber() + ", " + ui.shown().date(m.decisionDate()),
        ui.t("web.mandate.state." + state),
        isOver ? "calm" : state.equals("now") ? "good" : "warn",
        m.key().isPresent() ? "" : ui.t("web.mandate.keyless"),
        isOver ? "" : "/me/office/mandates/" + at + "/" + id(m) + "/end");
  }

  private static PublicId id(Mandate m) {
    return PublicId.of("man", m.id());
  }

  private static boolean isOver(Mandate m, LocalDate today) {
    LocalDate until = m.until();
    return until != null && until.isBefore(today);
  }
}
