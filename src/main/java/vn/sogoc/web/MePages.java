package vn.sogoc.web;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.holder.Holdings;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.issuance.notice.Notices;
import vn.sogoc.issuance.quota.QuotaDecisions;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.proposals.Proposals;
import vn.sogoc.register.RegisterProblem;
import vn.sogoc.verification.incidents.Incidents;

/** What a signed-in person sees first: who they are, and what is theirs or their institution's. */
@Path("/me")
@Authenticated
@Produces(MediaType.TEXT_HTML)
class MePages {
  private static final int FIRST = 20;
  private static final int NOTICES = 200;

  private final Screens screens;
  private final CurrentActor actors;
  private final Holdings holdings;
  private final BatchLists batches;
  private final Notices notices;
  private final Incidents incidents;
  private final TrustRegister trust;
  private final QuotaDecisions quotas;
  private final HomeSteps steps;
  private final KeyWarnings keys;
  private final Proposals proposals;
  private final OfficeLooks looks;
  private final Clock clock;

  MePages(
      Screens screens,
      CurrentActor actors,
      Holdings holdings,
      BatchLists batches,
      Notices notices,
      Incidents incidents,
      TrustRegister trust,
      QuotaDecisions quotas,
      HomeSteps steps,
      KeyWarnings keys,
      Proposals proposals,
      OfficeLooks looks,
      Clock clock) {
    this.screens = screens;
    this.actors = actors;
    this.holdings = holdings;
    this.batches = batches;
    this.notices = notices;
    this.incidents = incidents;
    this.trust = trust;
    this.quotas = quotas;
    this.steps = steps;
    this.keys = keys;
    this.proposals = proposals;
    this.looks = looks;
    this.clock = clock;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance me() {
    Ui ui = screens.ui();
    Actor actor = actors.require();
    LocalDate today = LocalDate.ofInstant(clock.instant(), Shown.ZONE);
    HomeSteps.Now now = ui.staff() ? steps.of(ui, actor) : HomeSteps.Now.NOTHING;
    return Templates.me(
        ui,
        new MeScreen(
            actor.displayName(),
            actor.username(),
            institution(ui, actor),
            actor.roles().stream().sorted().map(role -> ui.t("web.role." + role.code())).toList(),
            ui.holder(),
            ui.holder() ? documents(ui, actor, today) : List.of(),
            incidents.open(actor),
            ui.can(Role.OPERATE) && quotas.isRegistry(actor),
            now.steps(),
            now.due(),
            ui.can(Role.OPERATE) ? waiting(ui, actor) : List.of(),
            keyWarnings(ui, actor),
            ui.staff() ? batches.of(ui, actor, null, FIRST) : null));
  }

  /** What waits for a second person, and can be this one. */
  private List<OfficeScreen.Line> waiting(Ui ui, Actor actor) {
    return proposals.waiting(actor).stream()
        .filter(one -> proposals.refusal(actor, one).isEmpty())
        .limit(FIRST)
        .map(one -> looks.line(ui, one))
        .toList();
  }

  private List<StepLine> keyWarnings(Ui ui, Actor actor) {
    Integer institution = actor.institutionId();
    return institution != null && (ui.staff() || ui.can(Role.OPERATE))
        ? keys.of(ui, institution)
        : List.of();
  }

  private List<OwnDocument> documents(Ui ui, Actor actor, LocalDate today) {
    Map<PublicId, Instant> told = new HashMap<>();
    notices.of(actor, NOTICES).forEach(one -> told.putIfAbsent(one.credential(), one.at()));
    return holdings.of(actor).stream()
        .map(
            one ->
                OwnDocument.of(
                    ui,
                    one,
                    today,
                    told.get(one.record().id()),
                    holdings.isDisputed(one),
                    holdings.hasSupplement(one)))
        .toList();
  }

  @POST
  @Path("credentials/{id}/dispute")
  @RolesAllowed(Roles.HOLDER)
  @Operation(hidden = true)
  public RestResponse<Void> dispute(@PathParam("id") String id) {
    holdings.dispute(
        actors.require(),
        PublicId.parse(CredentialRecord.ID_KIND, id)
            .orElseThrow(
                () ->
                    new Refusal(
                        RegisterProblem.CREDENTIAL_UNKNOWN,
                        "No credential of yours has this id.")));
    return screens.seeOther("/me");
  }

  private @Nullable String institution(Ui ui, Actor actor) {
    Integer institution = actor.institutionId();
    return institution == null
        ? null
        : trust
            .institution(institution)
            .map(facts -> ui.of(new BilingualText(facts.nameVi(), facts.nameEn())))
            .orElse(null);
  }
}
