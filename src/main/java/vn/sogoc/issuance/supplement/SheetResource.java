package vn.sogoc.issuance.supplement;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.supplement.SupplementWords;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.http.Page;
import vn.sogoc.platform.idempotency.Idempotent;
import vn.sogoc.register.supplement.SupplementWithdrawals;

/** Lists of supplements of one's issued batches. */
@Path("/api/v1/supplement-lists")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
@Tag(name = "Supplements")
class SheetResource {
  private static final int LARGEST_PAGE = 100;

  private final Sheets sheets;
  private final SheetSigning signing;
  private final SupplementWithdrawals supplements;
  private final CurrentActor actor;

  SheetResource(
      Sheets sheets, SheetSigning signing, SupplementWithdrawals supplements, CurrentActor actor) {
    this.sheets = sheets;
    this.signing = signing;
    this.supplements = supplements;
    this.actor = actor;
  }

  /** A row that waits. */
  @Schema(name = "SupplementDraft")
  record Draft(
      int line,
      @Schema(description = "its diploma") String credential,
      String serialNumber,
      @Schema(description = "1 for the first supplement of the diploma") int revision,
      @Schema(description = "whether the stated average is not the recomputed one")
          boolean averageOff,
      SupplementWords content) {
    static Draft of(DraftView view) {
      return new Draft(
          view.line(),
          view.diploma().toString(),
          view.serialNumber(),
          view.revision(),
          view.averageOff(),
          SupplementWords.of(view.content()));
    }
  }

  /** The hash that the list shows. */
  @Schema(name = "SupplementApprovalRequest")
  record Approved(
      @Schema(required = true, pattern = "^[0-9a-fA-F]{64}$") @Nullable String contentHash,
      @Schema(description = "needed where the list has warnings") @Nullable Boolean warningsSeen) {}

  /** The job that signs. */
  @Schema(name = "SupplementSigning")
  record Accepted(String job) {}

  @GET
  @Path("/{id}")
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(operationId = "getSupplementList", summary = "A list of supplements")
  @APIResponse(responseCode = "200", description = "The list")
  @APIResponse(responseCode = "404", description = "No such list in your institution")
  public SheetResponse one(@PathParam("id") String id) {
    return SheetResponse.of(sheets.get(actor.require(), SupplementIds.sheet(id)));
  }

  @GET
  @Path("/{id}/rows")
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(
      operationId = "listSupplementDrafts",
      summary = "What will be signed of a list that waits; nothing once it is signed or discarded")
  @APIResponse(responseCode = "200", description = "A page of rows")
  @APIResponse(responseCode = "404", description = "No such list in your institution")
  public Page<Draft> rows(
      @PathParam("id") String id,
      @QueryParam("after") @DefaultValue("-1") int after,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    int size = Page.size(limit, LARGEST_PAGE);
    return Page.of(
        sheets.drafts(
            actor.require(), SupplementIds.sheet(id), Page.placeAfter(after) - 1, size + 1),
        size,
        Draft::of,
        row -> Integer.toString(row.line()));
  }

  @POST
  @Path("/{id}/approval")
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.SIGN)
  @Operation(
      operationId = "approveSupplementList",
      summary = "Approve exactly what a list says, as another person, and have it signed")
  @APIResponse(
      responseCode = "202",
      description = "It is approved; the job signs it",
      content = @Content(schema = @Schema(implementation = Accepted.class)))
  @APIResponse(responseCode = "403", description = "You uploaded it yourself")
  @APIResponse(responseCode = "404", description = "No such list in your institution")
  @APIResponse(
      responseCode = "409",
      description = "Another hash, expired, discarded, or its warnings were not looked at")
  @APIResponse(responseCode = "422", description = "No hash of 64 hexadecimal digits")
  @APIResponse(responseCode = "503", description = "The log takes nothing new")
  public RestResponse<Accepted> approve(@PathParam("id") String id, @Nullable Approved body) {
    PublicId job =
        signing.approve(
            actor.require(),
            SupplementIds.sheet(id),
            SupplementIds.hash(body == null ? null : body.contentHash()),
            body != null && Boolean.TRUE.equals(body.warningsSeen()));
    return ResponseBuilder.<Accepted>create(RestResponse.Status.ACCEPTED)
        .location(URI.create("/api/v1/jobs/" + job))
        .entity(new Accepted(job.toString()))
        .build();
  }

  @POST
  @Path("/{id}/discard")
  @Idempotent
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(
      operationId = "discardSupplementList",
      summary = "Take back a list that is not signed; its rows are deleted")
  @APIResponse(responseCode = "200", description = "The list")
  @APIResponse(responseCode = "404", description = "No such list in your institution")
  @APIResponse(responseCode = "409", description = "It is signed")
  public SheetResponse discard(@PathParam("id") String id) {
    return SheetResponse.of(sheets.discard(actor.require(), SupplementIds.sheet(id)));
  }

  @GET
  @Path("/{id}/supplements")
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(operationId = "listSupplements", summary = "The signed supplements of a list")
  @APIResponse(responseCode = "200", description = "A page, in the order of the list")
  @APIResponse(responseCode = "404", description = "No such list in your institution")
  public Page<SupplementResponse> supplements(
      @PathParam("id") String id,
      @QueryParam("after") @DefaultValue("-1") int after,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    int size = Page.size(limit, LARGEST_PAGE);
    SheetView sheet = sheets.get(actor.require(), SupplementIds.sheet(id));
    return Page.of(
        supplements.ofSheet(
            actor.require(), sheet.id().key(), Page.placeAfter(after) - 1, size + 1),
        size,
        SupplementResponse::of,
        row -> Integer.toString(row.line()));
  }
}
