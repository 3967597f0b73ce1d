package vn.sogoc.institution;

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

/** What becomes of a change of keys that was asked for. */
@Path("/api/v1/key-changes/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Keys")
class KeyChangeResource {
  private final KeyChanges changes;
  private final RepeatedKeyChanges repeated;
  private final CurrentActor actor;
  private final Repetition repetition;

  KeyChangeResource(
      KeyChanges changes, RepeatedKeyChanges repeated, CurrentActor actor, Repetition repetition) {
    this.changes = changes;
    this.repeated = repeated;
    this.actor = actor;
    this.repetition = repetition;
  }

  /** The hash that the change shows. */
  @Schema(name = "KeyChangeApprovalRequest")
  record Approved(
      @Schema(required = true, pattern = "^[0-9a-fA-F]{64}$") @Nullable String contentHash) {}

  @POST
  @Idempotent
  @Path("/approval")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.OPERATE)
  @Operation(
      operationId = "approveKeyChange",
      summary = "Confirm a change of keys as another person; it holds at once")
  @APIResponse(responseCode = "200", description = "The change, in force")
  @APIResponse(responseCode = "403", description = "You asked for it yourself")
  @APIResponse(responseCode = "404", description = "No such change of yours")
  @APIResponse(
      responseCode = "409",
      description = "Another hash, expired, settled already, or there is a newer statement")
  @APIResponse(responseCode = "422", description = "No hash of 64 hexadecimal digits")
  public KeyChangeResponse approve(@PathParam("id") String id, @Nullable Approved body) {
    PublicId change = change(id);
    String hash = body == null ? null : body.contentHash();
    if (hash == null || !hash.matches("[0-9a-fA-F]{64}")) {
      throw KeyChanges.refused("contentHash", "64 hexadecimal digits");
    }
    Digest content = Digest.ofHex(hash);
    Optional<KeyChange> before =
        repetition.isResumed()
            ? repeated.approved(actor.require(), change, content)
            : Optional.empty();
    return KeyChangeResponse.of(
        before.isPresent() ? before.get() : changes.approve(actor.require(), change, content));
  }

  @POST
  @Idempotent
  @Path("/rejection")
  @RolesAllowed(Roles.OPERATE)
  @Operation(operationId = "rejectKeyChange", summary = "Reject a change of keys, or take it back")
  @APIResponse(responseCode = "200", description = "The change, rejected")
  @APIResponse(responseCode = "404", description = "No such change of yours")
  @APIResponse(responseCode = "409", description = "It is settled already")
  public KeyChangeResponse reject(@PathParam("id") String id) {
    PublicId change = change(id);
    Optional<KeyChange> before =
        repetition.isResumed() ? repeated.rejected(actor.require(), change) : Optional.empty();
    return KeyChangeResponse.of(
        before.isPresent() ? before.get() : changes.reject(actor.require(), change));
  }

  private static PublicId change(String id) {
    return PublicId.parse(KeyChangeEntity.ID_KIND, id)
        .orElseThrow(
            () ->
                new Refusal(
                    InstitutionProblem.KEY_CHANGE_UNKNOWN, "no such change of keys of yours"));
  }
}
