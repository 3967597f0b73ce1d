package vn.sogoc.issuance.blanks;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.idempotency.Idempotent;
import vn.sogoc.platform.idempotency.Repetition;
import vn.sogoc.register.RegisterProblem;

/** The blank of one credential. */
@Path("/api/v1/credentials/{id}/misprints")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Blanks")
class CredentialBlankResource {
  private final BatchBlanks blanks;
  private final CurrentActor actor;
  private final Repetition repetition;

  CredentialBlankResource(BatchBlanks blanks, CurrentActor actor, Repetition repetition) {
    this.blanks = blanks;
    this.actor = actor;
    this.repetition = repetition;
  }

  /** Why. */
  @Schema(name = "MisprintRequest")
  record Asked(
      @Schema(required = true, maxLength = 30, description = "the blank that it is on, as printed")
          @Nullable String blank,
      @Schema(required = true, minLength = 3, maxLength = 500) @Nullable String reason) {}

  /** The next one. */
  @Schema(name = "MisprintAnswer")
  record Next(@Schema(description = "as it is printed") String blank) {}

  @POST
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.PREPARE)
  @Operation(
      operationId = "recordMisprint",
      summary = "Set the blank of a credential aside and take the next one of its batch",
      description = "What is set aside waits for minutes of two persons.")
  @APIResponse(responseCode = "200", description = "The blank to print on now")
  @APIResponse(responseCode = "404", description = "No such credential in your institution")
  @APIResponse(
      responseCode = "409",
      description =
          "It is on another blank or on none, with somebody, not in force, or the batch has none left")
  @APIResponse(responseCode = "422", description = "No reason")
  public Next misprint(@PathParam("id") String id, @Nullable Asked body) {
    PublicId credential =
        PublicId.parse(CredentialRecord.ID_KIND, id)
            .orElseThrow(
                () ->
                    new Refusal(
                        RegisterProblem.CREDENTIAL_UNKNOWN,
                        "no such credential in your institution"));
    return new Next(
        blanks.misprint(
            actor.require(),
            credential,
            body == null ? null : body.blank(),
            body == null ? null : body.reason(),
            repetition.since()));
  }
}
