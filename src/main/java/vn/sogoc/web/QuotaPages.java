package vn.sogoc.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import vn.sogoc.institution.InstitutionProblem;
import vn.sogoc.issuance.quota.AskQuota;
import vn.sogoc.issuance.quota.QuotaDecision;
import vn.sogoc.issuance.quota.QuotaDecisions;
import vn.sogoc.issuance.quota.QuotaInbox;
import vn.sogoc.issuance.quota.QuotaProblem;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;

/**
 * Quotas for the registry's operators: what waits, what was decided of one institution, a new one.
 */
@Path("/me/quotas")
@RolesAllowed(Roles.OPERATE)
@Produces(MediaType.TEXT_HTML)
class QuotaPages {
  private final Screens screens;
  private final CurrentActor actors;
  private final QuotaDecisions quotas;
  private final QuotaInbox inbox;
  private final QuotaWords words;
  private final Clock clock;

  QuotaPages(
      Screens screens,
      CurrentActor actors,
      QuotaDecisions quotas,
      QuotaInbox inbox,
      QuotaWords words,
      Clock clock) {
    this.screens = screens;
    this.actors = actors;
    this.quotas = quotas;
    this.inbox = inbox;
    this.words = words;
    this.clock = clock;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance all(@QueryParam("issuer") @DefaultValue("") String issuer) {
    QuotaForm form = new QuotaForm();
    form.issuer = issuer;
    form.year = "" + LocalDate.ofInstant(clock.instant(), Shown.ZONE).getYear();
    return page(form, List.of());
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public RestResponse<TemplateInstance> ask(@BeanParam QuotaForm form) {
    Actor actor = actors.require();
    int institution = institution(form.issuer);
    AskQuota.Places about = form.about();
    Optional<QuotaDecision> before =
        quotas.askedBefore(actor, institution, about, form.asked(), null);
    try {
      QuotaDecision asked =
          before.isPresent() ? before.get() : quotas.ask(actor, institution, about, form.asked());
      return screens.seeOther(QuotaWords.path(asked.id()));
    } catch (Refusal refusal) {
      if (refusal.type() != QuotaProblem.REFUSED) {
        throw refusal;
      }
      return ResponseBuilder.<TemplateInstance>create(422)
          .entity(page(form, QuotaForm.faults(screens.ui(), refusal)))
          .build();
    }
  }

  private TemplateInstance page(QuotaForm form, List<NumberForm.FieldFault> faults) {
    Ui ui = screens.ui();
    Actor actor = actors.require();
    int chosen = form.issuer.isEmpty() ? 0 : institution(form.issuer);
    return Templates.quotas(
        ui,
        new QuotasScreen(
            inbox.waiting(actor).stream().map(one -> words.line(ui, one)).toList(),
            words.institutions(ui, chosen),
            chosen == 0 ? null : words.institution(ui, chosen),
            form.issuer,
            chosen == 0
                ? List.of()
                : quotas.all(actor, chosen).stream().map(one -> words.line(ui, one)).toList(),
            words.kinds(ui, form.kind),
            form.typed(),
            faults));
  }

  private static int institution(String number) {
    if (!number.matches("[1-9][0-9]{0,8}")) {
      throw new Refusal(InstitutionProblem.INSTITUTION_UNKNOWN, "An issuer is a number.");
    }
    return Integer.parseInt(number);
  }
}
