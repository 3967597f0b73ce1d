package vn.sogoc.issuance.supplement;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.idempotency.Idempotent;
import vn.sogoc.register.supplement.SupplementWithdrawals;

/** Signed supplements of one's institution, and how one is taken back. */
@Path("/api/v1/supplements")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
@Tag(name = "Supplements")
class SupplementResource {
  private final SupplementWithdrawals supplements;
  private final SupplementFiles files;
  private final CurrentActor actor;

  SupplementResource(SupplementWithdrawals supplements, SupplementFiles files, CurrentActor actor) {
    this.supplements = supplements;
    this.files = files;
    this.actor = actor;
  }

  /** Why. */
  @Schema(name = "SupplementWithdrawalRequest")
  record Asked(@Schema(required = true, minLength = 10, maxLength = 300) @Nullable String reason) {}

  /** The hash that the supplement shows. */
  @Schema(name = "SupplementWithdrawalApproval")
  record Approved(
      @Schema(required = true, pattern = "^[0-9a-fA-F]{64}$") @Nullable String contentHash) {}

  @GET
  @Path("/{id}")
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(operationId = "getSupplement", summary = "A signed supplement, without its marks")
  @APIResponse(responseCode = "200", description = "The supplement")
  @APIResponse(responseCode = "404", description = "No such supplement in your institution")
  public SupplementResponse one(@PathParam("id") String id) {
    return SupplementResponse.of(supplements.get(actor.require(), SupplementIds.supplement(id)));
  }

  @GET
  @Path("/{id}/file.cose")
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Produces("application/cose")
  @Operation(operationId = "getSupplementBytes", summary = "The signed bytes of a supplement")
  @APIResponse(
      responseCode = "200",
      description = "COSE_Sign1",
      content = @Content(schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(responseCode = "404", description = "No such supplement in your institution")
  @APIResponse(responseCode = "409", description = "It is not in the log yet")
  public RestResponse<byte[]> bytes(@PathParam("id") String id) {
    SupplementFiles.File file = files.cose(actor.require(), SupplementIds.supplement(id));
    return download(file);
  }

  @GET
  @Path("/{id}/document.pdf")
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Produces("application/pdf")
  @Operation(
      operationId = "getSupplementDocument",
      summary = "The pages of a supplement, with its signed bytes attached")
  @APIResponse(
      responseCode = "200",
      description = "PDF, A4, Vietnamese and English",
      content = @Content(schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(responseCode = "404", description = "No such supplement in your institution")
  @APIResponse(responseCode = "409", description = "It is not in the log yet")
  public RestResponse<byte[]> document(@PathParam("id") String id) {
    return download(files.pdf(actor.require(), SupplementIds.supplement(id)));
  }

  @POST
  @Path("/{id}/withdrawal")
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(
      operationId = "askToWithdrawSupplement",
      summary = "Ask for a supplement to be taken back")
  @APIResponse(responseCode = "200", description = "The supplement, with the hash that waits")
  @APIResponse(responseCode = "404", description = "No such supplement in your institution")
  @APIResponse(responseCode = "409", description = "It was taken back, or a request waits")
  @APIResponse(responseCode = "422", description = "The reason is missing, too short or too long")
  public SupplementResponse ask(@PathParam("id") String id, @Nullable Asked body) {
    return SupplementResponse.of(
        supplements.ask(
            actor.require(), SupplementIds.supplement(id), body == null ? null : body.reason()));
  }

  @POST
  @Path("/{id}/withdrawal/approval")
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.APPROVE, Roles.SIGN})
  @Operation(
      operationId = "withdrawSupplement",
      summary = "Approve, as another person, that a supplement is taken back; the log is told")
  @APIResponse(responseCode = "200", description = "The supplement, taken back")
  @APIResponse(responseCode = "403", description = "You asked for it yourself")
  @APIResponse(responseCode = "404", description = "No such supplement in your institution")
  @APIResponse(responseCode = "409", description = "Another hash, expired, or nobody asked")
  @APIResponse(responseCode = "422", description = "No hash of 64 hexadecimal digits")
  public SupplementResponse approve(@PathParam("id") String id, @Nullable Approved body) {
    return SupplementResponse.of(
        supplements.approve(
            actor.require(),
            SupplementIds.supplement(id),
            SupplementIds.hash(body == null ? null : body.contentHash())));
  }

  private static RestResponse<byte[]> download(SupplementFiles.File file) {
    return RestResponse.ResponseBuilder.ok(file.content().toArray())
        .header("Content-Disposition", "attachment; filename=\"" + file.name() + "\"")
        .header("Cache-Control", "no-store")
        .build();
  }
}
