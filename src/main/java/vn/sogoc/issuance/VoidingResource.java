package vn.sogoc.issuance;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.idempotency.Idempotent;
import vn.sogoc.platform.idempotency.Repetition;

/** Giving up a batch that is being signed and never will be. */
@Path("/api/v1/batches/{id}/voiding")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Batches")
class VoidingResource {
  private final Voidings voidings;
  private final BatchWords words;
  private final CurrentActor actor;
  private final Repetition repetition;

  VoidingResource(Voidings voidings, BatchWords words, CurrentActor actor, Repetition repetition) {
    this.voidings = voidings;
    this.words = words;
    this.actor = actor;
    this.repetition = repetition;
  }

  /** Why the batch is given up; it stands in the register. */
  @Schema(name = "VoidingRequest")
  record Asked(@Schema(required = true, minLength = 10, maxLength = 500) @Nullable String reason) {
    static Asked present(@Nullable Asked body) {
      if (body == null) {
        throw new Refusal(IssuanceProblem.BATCH_REFUSED, "send a JSON object with reason");
      }
      return body;
    }
  }

  /** The hash that the batch shows under {@code voiding}. */
  @Schema(name = "VoidingApprovalRequest")
  record Approved(
      @Schema(required = true, pattern = "^[0-9a-fA-F]{64}$") @Nullable String voidingHash) {
    static Approved present(@Nullable Approved body) {
      if (body == null) {
        throw new Refusal(IssuanceProblem.BATCH_REFUSED, "send a JSON object with voidingHash");
      }
      return body;
    }

    Digest hash() {
      if (voidingHash == null || !voidingHash.matches("[0-9a-fA-F]{64}")) {
        throw new Refusal(IssuanceProblem.BATCH_REFUSED, "voidingHash has 64 hexadecimal digits");
      }
      return Digest.ofHex(voidingHash);
    }
  }

  @POST
  @Idempotent
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(
      operationId = "askToVoidBatch",
      summary = "Ask for a batch that is being signed to be given up",
      description =
          "Nothing happens until another person approves the hash that the answer shows under voiding.")
  @APIResponse(responseCode = "200", description = "The batch with the request")
  @APIResponse(responseCode = "404", description = "No such batch in your institution")
  @APIResponse(responseCode = "409", description = "It is not being signed, or is recorded")
  @APIResponse(responseCode = "422", description = "The reason is missing, too short or too long")
  public BatchResponse ask(@PathParam("id") String id, @Nullable Asked asked) {
    return words.of(
        voidings.ask(actor.require(), BatchIds.batch(id), Asked.present(asked).reason()));
  }

  @POST
  @Idempotent
  @Path("/approvals")
  @RolesAllowed(Roles.APPROVE)
  @Operation(
      operationId = "approveVoidingOfBatch",
      summary = "Approve that a batch is given up, as another person",
      description =
          "The job ends, the numbers the batch took are void with minutes in the register, and its"
              + " persons may be in another batch.")
  @APIResponse(responseCode = "200", description = "The void batch")
  @APIResponse(responseCode = "403", description = "You asked for it yourself")
  @APIResponse(responseCode = "404", description = "No such batch in your institution")
  @APIResponse(
      responseCode = "409",
      description = "Another hash, expired, nobody asked, or it is recorded already")
  public BatchResponse approve(@PathParam("id") String id, @Nullable Approved approved) {
    PublicId batch = BatchIds.batch(id);
    Digest hash = Approved.present(approved).hash();
    Optional<BatchView> before =
        repetition.isResumed()
            ? voidings.approvedBefore(actor.require(), batch, hash)
            : Optional.empty();
    return words.of(
        before.isPresent() ? before.get() : voidings.approve(actor.require(), batch, hash));
  }
}
