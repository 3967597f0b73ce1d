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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import vn.sogoc.issuance.HeldBatch;
import vn.sogoc.issuance.HeldBatches;
import vn.sogoc.issuance.QuotaReleases;
import vn.sogoc.issuance.quota.QuotaDecision;
import vn.sogoc.issuance.quota.QuotaProblem;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.approvals.ApprovalProblem;

/** Batches that a quota holds, for the registry's operators, and the way to release one. */
@Path("/me/held")
@RolesAllowed(Roles.OPERATE)
@Produces(MediaType.TEXT_HTML)
class HeldPages {
  private static final int PAGE = 50;

  private final Screens screens;
  private final CurrentActor actors;
  private final HeldBatches held;
  private final QuotaReleases releases;
  private final QuotaWords words;

  HeldPages(
      Screens screens,
      CurrentActor actors,
      HeldBatches held,
      QuotaReleases releases,
      QuotaWords words) {
    this.screens = screens;
    this.actors = actors;
    this.held = held;
    this.releases = releases;
    this.words = words;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance all(@QueryParam("after") @DefaultValue("") String after) {
    Ui ui = screens.ui();
    List<HeldBatch> found =
        held.list(actors.require(), after.isEmpty() ? null : BatchPages.id(after), PAGE + 1);
    List<HeldBatch> page = found.subList(0, Math.min(PAGE, found.size()));
    return Templates.held(
        ui,
        new HeldScreen(
            page.stream().map(one -> words.line(ui, one)).toList(),
            found.size() > PAGE ? "/me/held?after=" + page.getLast().id() : null));
  }

  @GET
  @Path("{id}")
  @Operation(hidden = true)
  public RestResponse<TemplateInstance> one(@PathParam("id") String id) {
    return held.find(actors.require(), BatchPages.id(id))
        .map(one -> RestResponse.ok(page(one, new QuotaForm(), List.of())))
        .orElseGet(() -> screens.seeOther("/me/held"));
  }

  @POST
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public RestResponse<TemplateInstance> ask(
      @PathParam("id") String id,
      @BeanParam QuotaForm form,
      @RestForm @DefaultValue("") String approvedHash) {
    Actor actor = actors.require();
    if (!approvedHash.matches("[0-9a-f]{64}")) {
      throw new Refusal(ApprovalProblem.OTHER_CONTENT, "the form does not say what is released");
    }
    try {
      QuotaDecision asked =
          releases.ask(actor, BatchPages.id(id), Digest.ofHex(approvedHash), form.asked(), true);
      return screens.seeOther(QuotaWords.path(asked.id()));
    } catch (Refusal refusal) {
      Optional<HeldBatch> one = held.find(actor, BatchPages.id(id));
      if (refusal.type() != QuotaProblem.REFUSED || one.isEmpty()) {
        throw refusal;
      }
      return ResponseBuilder.<TemplateInstance>create(422)
          .entity(page(one.get(), form, QuotaForm.faults(screens.ui(), refusal)))
          .build();
    }
  }

  private TemplateInstance page(HeldBatch one, QuotaForm form, List<NumberForm.FieldFault> faults) {
    Ui ui = screens.ui();
    QuotaDecision release = one.release();
    return Templates.heldBatch(
        ui,
        new HeldBatchScreen(
            words.line(ui, one),
            ui.t("web.batch.state." + one.state().code()),
            ui.shown().date(one.issueDate()),
            one.prepared().name(),
            one.approvedHash().hex(),
            release == null ? null : QuotaWords.path(release.id()),
            form.typed(),
            faults));
  }
}
