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
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;
import vn.sogoc.issuance.BatchState;
import vn.sogoc.issuance.BatchView;
import vn.sogoc.issuance.IssuanceProblem;
import vn.sogoc.issuance.Voidings;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.approvals.ApprovalProblem;

/**
 * Voiding a batch that is being signed and never will be: one person writes the minutes, another
 * confirms exactly these.
 */
@Path("/me/batches/{id}/voiding")
@RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
@Produces(MediaType.TEXT_HTML)
class VoidingPages {
  private static final int MOST_NAMES = 5;

  private final Screens screens;
  private final CurrentActor actors;
  private final Voidings voidings;
  private final BatchLists lists;
  private final Clock clock;

  VoidingPages(
      Screens screens, CurrentActor actors, Voidings voidings, BatchLists lists, Clock clock) {
    this.screens = screens;
    this.actors = actors;
    this.voidings = voidings;
    this.lists = lists;
    this.clock = clock;
  }

  @GET
  @Operation(hidden = true)
  public RestResponse<TemplateInstance> look(@PathParam("id") String id) {
    Voidings.Look look = voidings.look(actors.require(), BatchPages.id(id));
    return look.batch().state() == BatchState.SIGNING
        ? RestResponse.ok(page(screens.ui(), look, "", "", List.of()))
        : back(look.batch().id());
  }

  @POST
  @Operation(hidden = true)
  public RestResponse<TemplateInstance> ask(
      @PathParam("id") String id, @RestForm @DefaultValue("") String reason) {
    Ui ui = screens.ui();
    Actor actor = actors.require();
    PublicId batch = BatchPages.id(id);
    try {
      voidings.ask(actor, batch, reason);
    } catch (Refusal refusal) {
      if (refusal.type() != IssuanceProblem.REASON_REFUSED) {
        throw refusal;
      }
      var fault = new NumberForm.FieldFault("reason", ui.t("web.void.reason.wrong"));
      return wrong(page(ui, voidings.look(actor, batch), reason, "", List.of(fault)));
    }
    return screens.seeOther(path(batch));
  }

  @POST
  @Path("approval")
  @RolesAllowed(Roles.APPROVE)
  @Operation(hidden = true)
  public RestResponse<TemplateInstance> confirm(
      @PathParam("id") String id,
      @RestForm @DefaultValue("") String voidingHash,
      @RestForm @DefaultValue("") String phrase) {
    Ui ui = screens.ui();
    Actor actor = actors.require();
    PublicId batch = BatchPages.id(id);
    if (!voidingHash.matches("[0-9a-f]{64}")) {
      throw new Refusal(ApprovalProblem.OTHER_CONTENT, "the form does not say what is confirmed");
    }
    Digest hash = Digest.ofHex(voidingHash);
    if (voidings.approvedBefore(actor, batch, hash).isPresent()) {
      return back(batch);
    }
    Voidings.Look look = voidings.look(actor, batch);
    String expected = phrase(ui, look);
    if (look.batch().state() == BatchState.SIGNING && !Confirmation.isTyped(expected, phrase)) {
      var fault = new NumberForm.FieldFault("phrase", ui.t("web.confirm.wrong", expected));
      return wrong(page(ui, look, "", phrase, List.of(fault)));
    }
    voidings.approve(actor, batch, hash);
    return back(batch);
  }

  private TemplateInstance page(
      Ui ui, Voidings.Look look, String reason, String typed, List<NumberForm.FieldFault> faults) {
    VoidingScreen.Waiting waits = waiting(ui, look.batch().voiding());
    boolean isWaiting = waits != null && waits.expires() != null;
    return Templates.voiding(
        ui,
        new VoidingScreen(
            BatchHeader.of(ui, look.batch(), lists.kind(ui, look.batch().kind())),
            means(ui, look),
            waits,
            second(ui, look.others()),
            isWaiting && ui.can(Role.APPROVE) && !look.isAsker(),
            isWaiting,
            reason,
            phrase(ui, look),
            typed,
            faults));
  }

  private VoidingScreen.@Nullable Waiting waiting(Ui ui, BatchView.@Nullable Voiding voiding) {
    if (voiding == null) {
      return null;
    }
    Instant expires = voiding.expires();
    return new VoidingScreen.Waiting(
        voiding.reason(),
        voiding.asked().name(),
        ui.shown().time(voiding.asked().at()),
        expires == null || expires.isBefore(clock.instant()) ? null : ui.shown().time(expires),
        voiding.hash().hex());
  }

  private static String means(Ui ui, Voidings.Look look) {
    return look.count() == 0
        ? ui.t("web.void.means.none")
        : ui.t(
            "web.void.means",
            ui.shown().count(look.count()),
            Integer.toString(look.first()),
            Integer.toString(look.first() + look.count() - 1),
            Integer.toString(look.year()));
  }

  /** By role, and by name where somebody has it. */
  private static String second(Ui ui, List<String> others) {
    if (others.isEmpty()) {
      return ui.t("web.void.second.none");
    }
    String names = String.join(", ", others.subList(0, Math.min(MOST_NAMES, others.size())));
    int more = others.size() - MOST_NAMES;
    return more > 0
        ? ui.t("web.void.second.more", names, ui.shown().count(more))
        : ui.t("web.void.second", names);
  }

  private static String phrase(Ui ui, Voidings.Look look) {
    return ui.t("web.void.phrase", ui.shown().count(look.batch().rows()));
  }

  /** The page of the voiding of a batch. */
  static String path(PublicId batch) {
    return BatchPages.path(batch) + "/voiding";
  }

  private RestResponse<TemplateInstance> back(PublicId batch) {
    return screens.seeOther(BatchPages.path(batch));
  }

  private static RestResponse<TemplateInstance> wrong(TemplateInstance page) {
    return ResponseBuilder.<TemplateInstance>create(422).entity(page).build();
  }
}
