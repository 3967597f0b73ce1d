package vn.sogoc.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import vn.sogoc.document.PagePicture;
import vn.sogoc.issuance.BatchRow;
import vn.sogoc.issuance.imports.ImportProblem;
import vn.sogoc.issuance.imports.Imports;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;

/** How documents of a list without faults will look: specimens, before anything is submitted. */
@Path("/me/imports/{id}/rows/{position: [0-9]+}")
@RolesAllowed(Roles.PREPARE)
class ImportRowPages {
  private final CurrentActor actors;
  private final Imports imports;
  private final Specimens specimens;

  ImportRowPages(CurrentActor actors, Imports imports, Specimens specimens) {
    this.actors = actors;
    this.imports = imports;
    this.specimens = specimens;
  }

  @GET
  @Produces("application/pdf")
  @Operation(hidden = true)
  public RestResponse<byte[]> pdf(@PathParam("id") String id, @PathParam("position") int position) {
    return RowPages.file(page(id, position), "pdf");
  }

  @GET
  @Path("page.png")
  @Produces("image/png")
  @Operation(hidden = true)
  public RestResponse<byte[]> picture(
      @PathParam("id") String id, @PathParam("position") int position) {
    return RowPages.file(PagePicture.of(page(id, position), RowPages.WIDTH), "png");
  }

  /** The specimen of a row as PDF. */
  static String path(PublicId list, int position) {
    return ImportPages.path(list) + "/rows/" + position;
  }

  private Bytes page(String id, int position) {
    List<BatchRow> found = imports.rows(actors.require(), ImportPages.id(id), position, 1);
    if (found.isEmpty() || found.getFirst().position() != position) {
      throw new Refusal(ImportProblem.STATE, "the list has no such row to look at");
    }
    return specimens.of(found.getFirst().claims());
  }
}
