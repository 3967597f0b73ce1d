package vn.sogoc.register.legacy;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.idempotency.Idempotent;

/** The copies of a page, and how one is taken back. */
@Path("/api/v1/legacy-pages/{id}/copies")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
@Tag(name = "Register books")
class WithdrawalResource {
  private final Withdrawals withdrawals;
  private final CurrentActor actor;

  WithdrawalResource(Withdrawals withdrawals, CurrentActor actor) {
    this.withdrawals = withdrawals;
    this.actor = actor;
  }

  /** A copy. */
  @Schema(name = "LegacyCopy")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Copy(
      String id,
      int line,
      String fullName,
      @Schema(description = "SHA-256 of the signed copy") String digest,
      @Schema(description = "why somebody asked for it to be taken back") @Nullable String reason,
      @Schema(description = "what another person approves") @Nullable String contentHash,
      boolean withdrawn) {
    static Copy of(CopyView copy) {
      return new Copy(
          copy.id().toString(),
          copy.line(),
          copy.name(),
          copy.digest().hex(),
          copy.waiting().map(CopyView.Waiting::reason).or(copy::withdrawn).orElse(null),
          copy.waiting().map(w -> w.content().hex()).orElse(null),
          copy.withdrawn().isPresent());
    }
  }

  /** In the order of the page. */
  @Schema(name = "LegacyCopyList")
  record Many(List<Copy> data) {}

  /** Why. */
  @Schema(name = "CopyWithdrawalRequest")
  record Asked(@Schema(required = true, minLength = 10, maxLength = 300) @Nullable String reason) {}

  /** The hash that the copy shows. */
  @Schema(name = "CopyWithdrawalApproval")
  record Approved(
      @Schema(required = true, pattern = "^[0-9a-fA-F]{64}$") @Nullable String contentHash) {}

  @GET
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(operationId = "listLegacyCopies", summary = "The signed copies of a page")
  @APIResponse(responseCode = "200", description = "In the order of the page")
  @APIResponse(responseCode = "404", description = "No such page in your institution")
  public Many all(@PathParam("id") String id) {
    return new Many(
        withdrawals.ofPage(actor.require(), LegacyIds.page(id)).stream().map(Copy::of).toList());
  }

  @POST
  @Path("/{copy}/withdrawal")
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(operationId = "askToWithdrawCopy", summary = "Ask for a copy to be taken back")
  @APIResponse(responseCode = "200", description = "The copy, with the hash that waits")
  @APIResponse(responseCode = "404", description = "No such copy in your institution")
  @APIResponse(responseCode = "409", description = "It was taken back already")
  @APIResponse(responseCode = "422", description = "The reason is missing, too short or too long")
  public Copy ask(
      @PathParam("id") String id, @PathParam("copy") String copy, @Nullable Asked body) {
    return Copy.of(
        withdrawals.ask(
            actor.require(),
            LegacyIds.page(id),
            LegacyIds.copy(copy),
            body == null ? null : body.reason()));
  }

  @POST
  @Path("/{copy}/withdrawal/approval")
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.APPROVE, Roles.SIGN})
  @Operation(
      operationId = "withdrawCopy",
      summary = "Approve, as another person, that a copy is taken back; the log is told")
  @APIResponse(responseCode = "200", description = "The copy, taken back")
  @APIResponse(responseCode = "403", description = "You asked for it yourself")
  @APIResponse(responseCode = "404", description = "No such copy in your institution")
  @APIResponse(responseCode = "409", description = "Another hash, expired, or nobody asked")
  @APIResponse(responseCode = "422", description = "No hash of 64 hexadecimal digits")
  public Copy approve(
      @PathParam("id") String id, @PathParam("copy") String copy, @Nullable Approved body) {
    return Copy.of(
        withdrawals.approve(
            actor.require(),
            LegacyIds.page(id),
            LegacyIds.copy(copy),
            LegacyIds.hash(body == null ? null : body.contentHash())));
  }

  @POST
  @Path("/{copy}/withdrawal/rejection")
  @Idempotent
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(
      operationId = "rejectCopyWithdrawal",
      summary = "Reject that a copy is taken back, or take the request back")
  @APIResponse(responseCode = "200", description = "The copy, which stands")
  @APIResponse(responseCode = "404", description = "No such copy in your institution")
  @APIResponse(responseCode = "409", description = "Nothing waits")
  public Copy reject(@PathParam("id") String id, @PathParam("copy") String copy) {
    return Copy.of(withdrawals.reject(actor.require(), LegacyIds.page(id), LegacyIds.copy(copy)));
  }
}
