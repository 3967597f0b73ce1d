package vn.sogoc.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import vn.sogoc.issuance.quota.QuotaDecision;
import vn.sogoc.issuance.quota.QuotaDecisions;
import vn.sogoc.issuance.quota.QuotaInbox;
import vn.sogoc.issuance.quota.QuotaProblem;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.approvals.ApprovalProblem;

/** One quota or release: looked at, approved by another operator, or rejected. */
@Path("/me/quotas/decisions/{id}")
@RolesAllowed(Roles.OPERATE)
@Produces(MediaType.TEXT_HTML)
class QuotaDecisionPages {
  private final Screens screens;
  private final CurrentActor actors;
  private final QuotaDecisions quotas;
  private final QuotaInbox inbox;
  private final QuotaWords words;

  QuotaDecisionPages(
      Screens screens,
      CurrentActor actors,
      QuotaDecisions quotas,
      QuotaInbox inbox,
      QuotaWords words) {
    this.screens = screens;
    this.actors = actors;
    this.quotas = quotas;
    this.inbox = inbox;
    this.words = words;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance one(@PathParam("id") String id) {
    Ui ui = screens.ui();
    QuotaInbox.Seen seen = inbox.get(actors.require(), id(id));
    QuotaDecision one = seen.decision();
    boolean waits = one.state().equals("asked");
    PublicId batch = one.batch();
    return Templates.quotaDecision(
        ui,
        new QuotaDecisionScreen(
            words.line(ui, one),
            one.reason(),
            batch != null && waits ? "/me/held/" + batch : null,
            one.decided().map(QuotaDecision.Deed::name).orElse(null),
            one.decided().map(done -> ui.shown().time(done.at())).orElse(null),
            waits ? ui.shown().time(one.expires()) : null,
            second(ui, waits, seen.isAsker()),
            waits && !seen.isAsker(),
            one.content().hex()));
  }

  @POST
  @Path("approval")
  @Operation(hidden = true)
  public RestResponse<Void> approve(
      @PathParam("id") String id, @RestForm @DefaultValue("") String contentHash) {
    Actor actor = actors.require();
    PublicId decision = id(id);
    if (!contentHash.matches("[0-9a-f]{64}")) {
      throw new Refusal(ApprovalProblem.OTHER_CONTENT, "the form does not say what is approved");
    }
    if (quotas.settledBefore(actor, decision, "approved").isEmpty()) {
      var unused = quotas.approve(actor, decision, Digest.ofHex(contentHash));
    }
    return screens.seeOther(QuotaWords.path(decision));
  }

  @POST
  @Path("rejection")
  @Operation(hidden = true)
  public RestResponse<Void> reject(@PathParam("id") String id) {
    Actor actor = actors.require();
    PublicId decision = id(id);
    if (quotas.settledBefore(actor, decision, "rejected").isEmpty()) {
      var unused = quotas.reject(actor, decision);
    }
    return screens.seeOther(QuotaWords.path(decision));
  }

  private static @Nullable String second(Ui ui, boolean waits, boolean isAsker) {
    return waits ? ui.t(isAsker ? "web.quotas.second.own" : "web.quotas.second") : null;
  }

  private static PublicId id(String text) {
    return PublicId.parse("quo", text)
        .orElseThrow(
            () -> new Refusal(QuotaProblem.UNKNOWN, "no decision about a quota has this id"));
  }
}
