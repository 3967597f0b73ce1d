package vn.sogoc.issuance.blanks;

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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import vn.sogoc.issuance.IssuanceProblem;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.idempotency.Idempotent;
import vn.sogoc.platform.idempotency.Repetition;

/** Blanks of a batch. */
@Path("/api/v1/batches/{id}/blanks")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Blanks")
class BatchBlankResource {
  private final BatchBlanks blanks;
  private final CurrentActor actor;
  private final Repetition repetition;

  BatchBlankResource(BatchBlanks blanks, CurrentActor actor, Repetition repetition) {
    this.blanks = blanks;
    this.actor = actor;
    this.repetition = repetition;
  }

  /** How many are wanted. */
  @Schema(name = "BlankAllocationRequest")
  record Wanted(
      @Schema(required = true, description = "a series of the batch's kind")
          @Nullable String series,
      @Schema(required = true, minimum = "1") @Nullable Long count) {}

  /** What a batch has of a series. */
  @Schema(name = "BlankAllocation")
  record Allocated(
      String series,
      @Schema(description = "as they are printed") String ranges,
      long allocated,
      @Schema(description = "not used yet") long left) {}

  /** What a batch has. */
  @Schema(name = "BlankAllocationList")
  record Many(List<Allocated> data) {
    static Many of(List<BatchBlanks.Allocation> all) {
      return new Many(
          all.stream()
              .map(a -> new Allocated(a.series().toString(), a.ranges(), a.allocated(), a.left()))
              .toList());
    }
  }

  @GET
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(operationId = "listBatchBlanks", summary = "Blanks that are with a batch")
  @APIResponse(responseCode = "200", description = "By series")
  @APIResponse(responseCode = "404", description = "No such batch in your institution")
  public Many all(@PathParam("id") String id) {
    return Many.of(blanks.of(actor.require(), batch(id)));
  }

  @POST
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.PREPARE)
  @Operation(
      operationId = "allocateBlanks",
      summary = "Allocate the lowest free blanks of a series to an issued batch")
  @APIResponse(responseCode = "200", description = "What the batch has now")
  @APIResponse(responseCode = "404", description = "No such batch or series in your institution")
  @APIResponse(
      responseCode = "409",
      description = "Fewer are free, they are another kind's, or the batch is not issued yet")
  @APIResponse(responseCode = "422", description = "No such number of blanks")
  public Many allocate(@PathParam("id") String id, @Nullable Wanted body) {
    PublicId batch = batch(id);
    if (body == null) {
      throw Blanks.refused("series", "a JSON object with series and count");
    }
    return Many.of(
        blanks.allocate(
            actor.require(),
            batch,
            Blanks.series(body.series()),
            body.count(),
            repetition.since()));
  }

  @POST
  @Path("/return")
  @Idempotent
  @RolesAllowed(Roles.PREPARE)
  @Operation(
      operationId = "returnBlanks",
      summary = "Give back to the stock what a batch did not use")
  @APIResponse(responseCode = "200", description = "What the batch has now")
  @APIResponse(responseCode = "404", description = "No such batch in your institution")
  public Many giveBack(@PathParam("id") String id) {
    return Many.of(blanks.giveBack(actor.require(), batch(id)));
  }

  private static PublicId batch(String id) {
    return PublicId.parse("bat", id)
        .orElseThrow(() -> new Refusal(IssuanceProblem.BATCH_NOT_FOUND, "no such batch"));
  }
}
