package vn.sogoc.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
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
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;
import vn.sogoc.issuance.BatchState;
import vn.sogoc.issuance.BatchView;
import vn.sogoc.issuance.Batches;
import vn.sogoc.issuance.supplement.SheetView;
import vn.sogoc.issuance.supplement.Sheets;
import vn.sogoc.issuance.supplement.SupplementIds;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.access.Roles;

/** Supplements of an issued batch: its lists, and the form that brings another. */
@Path("/me/batches/{id}/supplements")
@RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
@Produces(MediaType.TEXT_HTML)
class SupplementListPages {
  private final Screens screens;
  private final CurrentActor actors;
  private final Batches batches;
  private final Sheets sheets;

  SupplementListPages(Screens screens, CurrentActor actors, Batches batches, Sheets sheets) {
    this.screens = screens;
    this.actors = actors;
    this.batches = batches;
    this.sheets = sheets;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance all(@PathParam("id") String id) {
    return screen(screens.ui(), SupplementIds.batch(id), List.of(), "");
  }

  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @RolesAllowed(Roles.PREPARE)
  @Operation(hidden = true)
  public RestResponse<TemplateInstance> upload(
      @PathParam("id") String id, @RestForm("file") @Nullable FileUpload file) {
    PublicId batch = SupplementIds.batch(id);
    try {
      SheetView made = sheets.upload(actors.require(), batch, SupplementIds.file(file));
      return screens.seeOther(SupplementSheetPages.path(made.id()));
    } catch (Refusal refusal) {
      if (refusal.faults().isEmpty()) {
        throw refusal;
      }
      return refused(batch, refusal);
    }
  }

  /** Each fault with its row, so that the file can be repaired as a whole. */
  private RestResponse<TemplateInstance> refused(PublicId batch, Refusal refusal) {
    Ui ui = screens.ui();
    List<SupplementListsScreen.Fault> faults =
        refusal.faults().stream()
            .map(
                f ->
                    new SupplementListsScreen.Fault(
                        f.row() == 0 ? "" : ui.shown().count(f.row()),
                        f.column(),
                        ui.find("fault." + f.code(), f.expected(), f.found(), f.column())
                            .orElse(f.code())))
            .toList();
    return ResponseBuilder.<TemplateInstance>create(422)
        .entity(
            screen(
                ui, batch, faults, ui.t("web.supplement.faults", ui.shown().count(faults.size()))))
        .build();
  }

  private TemplateInstance screen(
      Ui ui, PublicId id, List<SupplementListsScreen.Fault> faults, String count) {
    BatchView batch = batches.get(actors.require(), id);
    List<SheetView> lists = sheets.ofBatch(actors.require(), id);
    boolean waits = lists.stream().anyMatch(SupplementListPages::isOpen);
    boolean isIssued = batch.state() == BatchState.DONE;
    return Templates.supplements(
        ui,
        new SupplementListsScreen(
            path(id),
            BatchPages.path(id),
            ui.t(
                "web.field.decision-of",
                batch.decisionNumber(),
                ui.shown().date(batch.decisionDate())),
            isIssued && !waits && ui.can(Role.PREPARE),
            waits,
            lists.stream().map(one -> line(ui, one)).toList(),
            faults,
            count));
  }

  private static boolean isOpen(SheetView list) {
    return switch (list.state()) {
      case WAITING, EXPIRED, APPROVED -> true;
      case RECORDED, DISCARDED -> false;
    };
  }

  private static SupplementListsScreen.Line line(Ui ui, SheetView list) {
    return new SupplementListsScreen.Line(
        SupplementSheetPages.path(list.id()),
        ui.shown().time(list.uploadedAt()),
        list.uploadedBy(),
        ui.shown().count(list.persons()),
        ui.shown().count(list.courses()),
        ui.t("web.supplement.state." + list.state().code()),
        tone(list.state()));
  }

  static String tone(SheetView.State state) {
    return switch (state) {
      case RECORDED -> "good";
      case WAITING, APPROVED -> "warn";
      case EXPIRED -> "bad";
      case DISCARDED -> "calm";
    };
  }

  static String path(PublicId batch) {
    return BatchPages.path(batch) + "/supplements";
  }
}
