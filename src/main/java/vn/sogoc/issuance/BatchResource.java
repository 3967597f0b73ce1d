package vn.sogoc.issuance;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.http.Page;
import vn.sogoc.platform.idempotency.Idempotent;
import vn.sogoc.platform.idempotency.Repetition;

/** Batches of the caller's institution. */
@Path("/api/v1/batches")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Batches")
class BatchResource {
  private static final int LARGEST_PAGE = 500;

  private final Batches batches;
  private final BatchWords words;
  private final CurrentActor actor;
  private final Repetition repetition;

  BatchResource(Batches batches, BatchWords words, CurrentActor actor, Repetition repetition) {
    this.batches = batches;
    this.words = words;
    this.actor = actor;
    this.repetition = repetition;
  }

  @POST
  @Idempotent
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @RolesAllowed(Roles.PREPARE)
  @Operation(
      operationId = "prepareBatch",
      summary = "Make a batch of a class list",
      description =
          "A CSV file (UTF-8, comma or semicolon, Vietnamese or English headers) and the decision it falls under. A list"
              + " without faults becomes a frozen draft that waits for another person's approval; one with faults can only be"
              + " looked at and discarded. The same file under the same decision is the same batch.")
  @APIResponse(responseCode = "200", description = "The batch that was already made of this file")
  @APIResponse(
      responseCode = "201",
      description = "The new batch; its state says whether it has faults",
      content = @Content(schema = @Schema(implementation = BatchResponse.class)))
  @APIResponse(responseCode = "409", description = "The file was prepared with other particulars")
  @APIResponse(responseCode = "413", description = "The list is too large")
  @APIResponse(
      responseCode = "422",
      description = "The file or the particulars do not stand; nothing was stored")
  public RestResponse<BatchResponse> prepare(@BeanParam BatchForm form) {
    Batches.Prepared prepared = batches.prepare(actor.require(), form.toCommand());
    BatchResponse body = words.of(prepared.batch());
    return prepared.isNew()
        ? ResponseBuilder.<BatchResponse>created(URI.create("/api/v1/batches/" + body.id()))
            .entity(body)
            .build()
        : RestResponse.ok(body);
  }

  @GET
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN, Roles.AUDIT})
  @Operation(operationId = "listBatches", summary = "Batches, newest first")
  @APIResponse(responseCode = "200", description = "A page of batches")
  public Page<BatchResponse> all(
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    int size = Page.size(limit, LARGEST_PAGE);
    PublicId last = after.isEmpty() ? null : BatchIds.cursor(after);
    return Page.of(
        batches.list(actor.require(), last, size + 1), size, words::of, b -> b.id().toString());
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN, Roles.AUDIT})
  @Operation(operationId = "getBatch", summary = "One batch, with the hash that is approved")
  @APIResponse(responseCode = "200", description = "The batch")
  @APIResponse(responseCode = "404", description = "No such batch in your institution")
  public BatchResponse one(@PathParam("id") String id) {
    return words.of(batches.get(actor.require(), BatchIds.batch(id)));
  }

  @GET
  @Path("/{id}/rows")
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN, Roles.AUDIT})
  @Operation(
      operationId = "listBatchRows",
      summary = "What will be, or was, signed, in the order of the numbers")
  @APIResponse(responseCode = "200", description = "A page of rows")
  @APIResponse(responseCode = "404", description = "No such batch in your institution")
  public Page<BatchResponse.RowResponse> rows(
      @PathParam("id") String id,
      @QueryParam("after") @DefaultValue("-1") int after,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    int size = Page.size(limit, LARGEST_PAGE);
    return Page.of(
        batches.rows(actor.require(), BatchIds.batch(id), Page.placeAfter(after), size + 1),
        size,
        BatchResponse.RowResponse::of,
        row -> Integer.toString(row.position()));
  }

  @GET
  @Path("/{id}/faults")
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN, Roles.AUDIT})
  @Operation(
      operationId = "listBatchFaults",
      summary = "What must be repaired, then what is worth a look")
  @APIResponse(responseCode = "200", description = "A page of faults and warnings")
  @APIResponse(responseCode = "404", description = "No such batch in your institution")
  public Page<BatchResponse.FindingResponse> faults(
      @PathParam("id") String id,
      @QueryParam("after") @DefaultValue("-1") int after,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    int size = Page.size(limit, LARGEST_PAGE);
    int from = Page.placeAfter(after);
    return words.of(
        batches.findings(actor.require(), BatchIds.batch(id), from, size + 1), from, size);
  }

  @POST
  @Idempotent
  @Path("/{id}/approvals")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.APPROVE)
  @Operation(
      operationId = "approveBatch",
      summary = "Approve exactly the rows behind a hash",
      description =
          "By another person than the one who prepared the batch, whatever accounts both use. Where"
              + " graduates were asked, confirmationHash says that you saw what they said; where"
              + " some dispute, reason says why it goes on.")
  @APIResponse(responseCode = "200", description = "The approved batch")
  @APIResponse(responseCode = "403", description = "You prepared it yourself")
  @APIResponse(responseCode = "404", description = "No such batch in your institution")
  @APIResponse(
      responseCode = "409",
      description =
          "Another hash or count, faults, already approved, or expired; rows are disputed and no"
              + " reason is given, or graduates said something since")
  @APIResponse(responseCode = "422", description = "The warnings were not acknowledged")
  public BatchResponse approve(@PathParam("id") String id, @Nullable ApprovalRequest approval) {
    ApprovalRequest asked = ApprovalRequest.present(approval);
    PublicId batch = BatchIds.batch(id);
    Optional<BatchView> before =
        repetition.isResumed()
            ? batches.approvedBefore(actor.require(), batch, asked.hash(), asked.confirmations())
            : Optional.empty();
    return words.of(
        before.isPresent()
            ? before.get()
            : batches.approve(
                actor.require(),
                batch,
                asked.hash(),
                asked.rows(),
                asked.warningsSeen(),
                asked.confirmations()));
  }

  @DELETE
  @Idempotent
  @Path("/{id}")
  @RolesAllowed(Roles.PREPARE)
  @Operation(operationId = "discardBatch", summary = "Give up a batch of which nothing was signed")
  @APIResponse(responseCode = "204", description = "Its rows are gone; its header stays")
  @APIResponse(responseCode = "404", description = "No such batch in your institution")
  @APIResponse(responseCode = "409", description = "It is being signed, or was")
  public void discard(@PathParam("id") String id) {
    batches.discard(actor.require(), BatchIds.batch(id));
  }
}
