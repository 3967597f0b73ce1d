package vn.sogoc.issuance.supplement;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.idempotency.Idempotent;

/** Lists of supplements of a batch. */
@Path("/api/v1/batches/{id}/supplement-lists")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
@Tag(name = "Supplements")
class BatchSheetResource {
  private final Sheets sheets;
  private final CurrentActor actor;

  BatchSheetResource(Sheets sheets, CurrentActor actor) {
    this.sheets = sheets;
    this.actor = actor;
  }

  /** Newest first. */
  @Schema(name = "SupplementListList")
  record Many(List<SheetResponse> data) {}

  @GET
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(
      operationId = "listSupplementLists",
      summary = "Lists of supplements of a batch, newest first")
  @APIResponse(responseCode = "200", description = "At most 100 lists")
  @APIResponse(responseCode = "404", description = "No such batch in your institution")
  public Many all(@PathParam("id") String id) {
    return new Many(
        sheets.ofBatch(actor.require(), SupplementIds.batch(id)).stream()
            .map(SheetResponse::of)
            .toList());
  }

  @POST
  @Idempotent
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @RolesAllowed(Roles.PREPARE)
  @Operation(
      operationId = "uploadSupplementList",
      summary = "Upload the courses and results of the graduates of an issued batch",
      description =
          "CSV or XLSX of at most 10 MB, 100,000 rows and 5,000 persons: one row for each course."
              + " It is checked against the signed diplomas and its own sums; of a list with a fault"
              + " nothing is stored. A list that stands waits for another person.")
  @APIResponse(
      responseCode = "201",
      description = "The list, which waits for another person",
      content = @Content(schema = @Schema(implementation = SheetResponse.class)))
  @APIResponse(responseCode = "404", description = "No such batch in your institution")
  @APIResponse(
      responseCode = "409",
      description = "The batch is not issued, has no supplements, or another list of it waits")
  @APIResponse(responseCode = "413", description = "The list is too large")
  @APIResponse(responseCode = "422", description = "Faults, each with its row and column")
  public RestResponse<SheetResponse> upload(
      @PathParam("id") String id, @RestForm("file") @Nullable FileUpload file) {
    SheetView made =
        sheets.upload(actor.require(), SupplementIds.batch(id), SupplementIds.file(file));
    return ResponseBuilder.<SheetResponse>created(
            URI.create("/api/v1/supplement-lists/" + made.id()))
        .entity(SheetResponse.of(made))
        .build();
  }
}
