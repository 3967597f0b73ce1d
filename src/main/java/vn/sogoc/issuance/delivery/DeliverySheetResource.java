package vn.sogoc.issuance.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;
import vn.sogoc.issuance.IssuanceProblem;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.idempotency.Idempotent;
import vn.sogoc.platform.jobs.JobState;

/** Lists that recipients signed, written down for whole batches. */
@Path("/api/v1/batches/{id}/delivery-sheets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Deliveries")
class DeliverySheetResource {
  private final Sheets sheets;
  private final CurrentActor actor;

  DeliverySheetResource(Sheets sheets, CurrentActor actor) {
    this.sheets = sheets;
    this.actor = actor;
  }

  /** Whose signature is missing. */
  @Schema(name = "DeliverySheetRequest")
  record Asked(
      @Schema(
              maxLength = 1000,
              description = "rows of the list without a signature, such as 17, 230-233")
          @Nullable String except) {}

  /** A list as the API has it. */
  @Schema(name = "DeliverySheet")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Response(
      String id,
      String batch,
      @Schema(enumeration = {"delivered", "undone"}) String type,
      @Schema(description = "rows without a signature, as they were typed") String except,
      @Schema(enumeration = {"recording", "done", "failed"}) String state,
      @Schema(description = "how many events were written down by it") int recorded,
      String askedBy,
      Instant askedAt,
      @Schema(description = "the job that writes it down, for its progress") @Nullable String job) {
    static Response of(Sheet sheet) {
      return new Response(
          sheet.id().toString(),
          sheet.batch().toString(),
          sheet.isUndone() ? DeliveryEventEntity.UNDONE : DeliveryEventEntity.DELIVERED,
          sheet.except(),
          sheet.done().isPresent() ? "done" : isFailed(sheet) ? "failed" : "recording",
          sheet.recorded(),
          sheet.askedName(),
          sheet.askedAt(),
          sheet.job() == null ? null : sheet.job().id().toString());
    }

    private static boolean isFailed(Sheet sheet) {
      return sheet.job() == null || sheet.job().state() == JobState.FAILED;
    }
  }

  /** Lists of a batch. */
  @Schema(name = "DeliverySheetList")
  record Many(List<Response> data) {
    Many {
      data = List.copyOf(data);
    }
  }

  @POST
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.PREPARE)
  @Operation(
      operationId = "recordDeliverySheet",
      summary = "Write down that a whole batch was received, as its recipients signed",
      description =
          "By a job, a row after the other; each credential has an event and a line of the audit"
              + " trail of its own. Rows that somebody received before, or whose document was taken"
              + " back or replaced, stay as they are. Asked again while it is written down, it is"
              + " the same list.")
  @APIResponse(
      responseCode = "202",
      description = "The list, with its job",
      content = @Content(schema = @Schema(implementation = Response.class)))
  @APIResponse(responseCode = "404", description = "No such batch in your institution")
  @APIResponse(
      responseCode = "409",
      description = "The batch is not issued yet, or another list of it is being written down")
  @APIResponse(responseCode = "422", description = "The rows have not their form")
  public RestResponse<Response> record(@PathParam("id") String id, @Nullable Asked body) {
    return accepted(sheets.ask(actor.require(), batch(id), body == null ? null : body.except()));
  }

  @POST
  @Path("/undo")
  @Idempotent
  @RolesAllowed(Roles.PREPARE)
  @Operation(
      operationId = "undoDeliverySheet",
      summary = "Take the newest list of a batch back, on its day")
  @APIResponse(
      responseCode = "202",
      description = "What takes it back, with its job",
      content = @Content(schema = @Schema(implementation = Response.class)))
  @APIResponse(responseCode = "404", description = "No such batch in your institution")
  @APIResponse(
      responseCode = "409",
      description = "There is none, it is being written down, or its day is over")
  public RestResponse<Response> undo(@PathParam("id") String id) {
    return accepted(sheets.undo(actor.require(), batch(id)));
  }

  @GET
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(operationId = "listDeliverySheets", summary = "Signed lists of a batch, newest first")
  @APIResponse(responseCode = "200", description = "At most 50")
  @APIResponse(responseCode = "404", description = "No such batch in your institution")
  public Many all(@PathParam("id") String id) {
    return new Many(sheets.of(actor.require(), batch(id)).stream().map(Response::of).toList());
  }

  private static RestResponse<Response> accepted(Sheet sheet) {
    return ResponseBuilder.create(RestResponse.Status.ACCEPTED, Response.of(sheet))
        .header("Retry-After", 1)
        .build();
  }

  private static PublicId batch(String id) {
    return PublicId.parse("bat", id)
        .orElseThrow(() -> new Refusal(IssuanceProblem.BATCH_NOT_FOUND, "no such batch"));
  }
}
