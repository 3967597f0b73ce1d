package vn.sogoc.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;
import vn.sogoc.document.PagePicture;
import vn.sogoc.issuance.BatchRow;
import vn.sogoc.issuance.BatchState;
import vn.sogoc.issuance.BatchView;
import vn.sogoc.issuance.Batches;
import vn.sogoc.issuance.IssuanceProblem;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;

/**
 * One document of a batch as it will be printed, by the very renderer that prints it. Before it is
 * issued it is a specimen without a code; afterwards it is the document itself.
 */
@Path("/me/batches/{id}/rows/{position: [0-9]+}")
@RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
@Produces(MediaType.TEXT_HTML)
class RowPages {
  static final int WIDTH = 1100;

  private final Screens screens;
  private final CurrentActor actors;
  private final Batches batches;
  private final BatchLists lists;
  private final Specimens specimens;

  RowPages(
      Screens screens,
      CurrentActor actors,
      Batches batches,
      BatchLists lists,
      Specimens specimens) {
    this.screens = screens;
    this.actors = actors;
    this.batches = batches;
    this.lists = lists;
    this.specimens = specimens;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance one(@PathParam("id") String id, @PathParam("position") int position) {
    Ui ui = screens.ui();
    Actor actor = actors.require();
    PublicId batch = BatchPages.id(id);
    BatchView view = batches.get(actor, batch);
    BatchRow row = row(actor, batch, position);
    String path = RowLine.path(batch, position);
    PublicId credential = view.state() == BatchState.DONE ? row.credential() : null;
    return Templates.batchRow(
        ui,
        new RowScreen(
            BatchHeader.of(ui, view, lists.kind(ui, view.kind())),
            RowLine.of(ui, batch, row),
            ui.t("web.row.place", ui.shown().count(position + 1), ui.shown().count(view.rows())),
            credential == null,
            credential == null ? null : LineagePages.path(credential),
            ClaimPairs.of(ui, row.claims()),
            path + "/page.png",
            path + "/page.pdf",
            position == 0 ? null : RowLine.path(batch, position - 1),
            position + 1 < view.rows() ? RowLine.path(batch, position + 1) : null));
  }

  @GET
  @Path("page.png")
  @Produces("image/png")
  @Operation(hidden = true)
  public RestResponse<byte[]> picture(
      @PathParam("id") String id, @PathParam("position") int position) {
    return file(PagePicture.of(page(id, position), WIDTH), "png");
  }

  @GET
  @Path("page.pdf")
  @Produces("application/pdf")
  @Operation(hidden = true)
  public RestResponse<byte[]> pdf(@PathParam("id") String id, @PathParam("position") int position) {
    return file(page(id, position), "pdf");
  }

  private Bytes page(String id, int position) {
    Actor actor = actors.require();
    PublicId batch = BatchPages.id(id);
    BatchView view = batches.get(actor, batch);
    BatchRow row = row(actor, batch, position);
    @Nullable PublicId credential = view.state() == BatchState.DONE ? row.credential() : null;
    return credential == null ? specimens.of(row.claims()) : specimens.issued(actor, credential);
  }

  private BatchRow row(Actor actor, PublicId batch, int position) {
    List<BatchRow> found = batches.rows(actor, batch, position, 1);
    if (found.isEmpty() || found.getFirst().position() != position) {
      throw new Refusal(IssuanceProblem.BATCH_NOT_FOUND, "the batch has no such row");
    }
    return found.getFirst();
  }

  static RestResponse<byte[]> file(Bytes content, String ending) {
    return ResponseBuilder.ok(content.toArray())
        .header("Content-Disposition", "inline; filename=\"page." + ending + "\"")
        .header("Cache-Control", "no-store")
        .build();
  }
}
