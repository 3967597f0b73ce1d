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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;
import vn.sogoc.issuance.BatchState;
import vn.sogoc.issuance.BatchView;
import vn.sogoc.issuance.Batches;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;

/** Giving up a batch of which nothing was signed: what is lost is said before it is. */
@Path("/me/batches/{id}/discard")
@RolesAllowed(Roles.PREPARE)
@Produces(MediaType.TEXT_HTML)
class DiscardPages {
  private final Screens screens;
  private final CurrentActor actors;
  private final Batches batches;
  private final BatchLists lists;

  DiscardPages(Screens screens, CurrentActor actors, Batches batches, BatchLists lists) {
    this.screens = screens;
    this.actors = actors;
    this.batches = batches;
    this.lists = lists;
  }

  @GET
  @Operation(hidden = true)
  public RestResponse<TemplateInstance> look(@PathParam("id") String id) {
    BatchView view = batches.get(actors.require(), BatchPages.id(id));
    return isOpen(view.state())
        ? RestResponse.ok(page(screens.ui(), view, "", List.of()))
        : screens.seeOther(BatchPages.path(view.id()));
  }

  @POST
  @Operation(hidden = true)
  public RestResponse<TemplateInstance> discard(
      @PathParam("id") String id, @RestForm @DefaultValue("") String phrase) {
    Ui ui = screens.ui();
    Actor actor = actors.require();
    BatchView view = batches.get(actor, BatchPages.id(id));
    String expected = phrase(ui, view);
    if (expected != null && isOpen(view.state()) && !Confirmation.isTyped(expected, phrase)) {
      var fault = new NumberForm.FieldFault("phrase", ui.t("web.confirm.wrong", expected));
      return ResponseBuilder.<TemplateInstance>create(422)
          .entity(page(ui, view, phrase, List.of(fault)))
          .build();
    }
    batches.discard(actor, view.id());
    return screens.seeOther(BatchPages.path(view.id()));
  }

  /** Whether a batch in this state can still be given up by one person. */
  static boolean isOpen(BatchState state) {
    return switch (state) {
      case FAULTY, DRAFT, APPROVED -> true;
      case SIGNING, RECORDED, DONE, DISCARDED, VOIDED -> false;
    };
  }

  private TemplateInstance page(
      Ui ui, BatchView view, String typed, List<NumberForm.FieldFault> faults) {
    String rows = ui.shown().count(view.rows());
    BatchView.Deed approved = view.approved();
    return Templates.discard(
        ui,
        new GivingUpScreen(
            BatchHeader.of(ui, view, lists.kind(ui, view.kind())),
            ui.t(
                "web.discard.lost." + view.state().code(),
                rows,
                approved == null ? "" : approved.name()),
            ui.t("web.discard.kept"),
            phrase(ui, view),
            typed,
            faults));
  }

  /** Of a list with faults no row is kept, so nothing but a click is lost with it. */
  private static @Nullable String phrase(Ui ui, BatchView view) {
    return view.state() == BatchState.FAULTY
        ? null
        : ui.t("web.discard.phrase", ui.shown().count(view.rows()));
  }
}
