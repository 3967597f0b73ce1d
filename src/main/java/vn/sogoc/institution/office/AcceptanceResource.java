package vn.sogoc.institution.office;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Role;

/** Coming in by a link and a code, without an account. */
@Path("/api/v1/invitation")
@PermitAll
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Office")
class AcceptanceResource {
  private final Acceptance acceptance;
  private final CurrentActor actor;

  AcceptanceResource(Acceptance acceptance, CurrentActor actor) {
    this.acceptance = acceptance;
    this.actor = actor;
  }

  /** A link; never in an address, which would be kept and sent on. */
  @Schema(name = "InvitationLookRequest")
  record Looked(@Schema(required = true, maxLength = 300) @Nullable String link) {}

  /** Both halves, and what the account will have. */
  @Schema(name = "InvitationAcceptanceRequest")
  record Accepted(
      @Schema(required = true, maxLength = 300) @Nullable String link,
      @Schema(required = true, maxLength = 20) @Nullable String code,
      @Schema(maxLength = 64, description = "of a new account; not of a recovery")
          @Nullable String username,
      @Schema(required = true, minLength = 12, maxLength = 200) @Nullable String password) {}

  /** What a link leads to. */
  @Schema(name = "InvitationLook")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Look(
      String institution,
      String institutionName,
      String purpose,
      String name,
      List<Role> roles,
      Instant expires) {}

  /** Who can sign in now. */
  @Schema(name = "InvitationAcceptance")
  record Came(String username) {}

  @POST
  @Path("/look")
  @Operation(operationId = "lookAtInvitation", summary = "What a link leads to; nothing changes")
  @APIResponse(responseCode = "200", description = "The invitation, open")
  @APIResponse(responseCode = "404", description = "No invitation has this link")
  @APIResponse(
      responseCode = "409",
      description = "It waits for a second person, has ended, or somebody is signed in")
  public Look look(@Nullable Looked body) {
    Invitation found = acceptance.look(actor.find(), text(body == null ? null : body.link()));
    return new Look(
        "iss_" + found.institution(),
        acceptance.institution(found.institution()).vi(),
        found.isRecovery() ? InvitationEntity.RECOVER : InvitationEntity.JOIN,
        found.name(),
        OfficeResponse.sorted(found.roles()),
        found.expires());
  }

  @POST
  @Path("/acceptance")
  @Operation(
      operationId = "acceptInvitation",
      summary = "Come in: an account is made, or a new password set",
      description =
          "It takes no Idempotency-Key: an invitation is accepted once, and nothing of a password"
              + " is kept to compare requests by. Five wrong codes end it. Nobody is signed in by it.")
  @APIResponse(responseCode = "200", description = "The user name to sign in with")
  @APIResponse(responseCode = "404", description = "No invitation has this link")
  @APIResponse(
      responseCode = "409",
      description = "It waits, has ended, the user name is taken, or somebody is signed in")
  @APIResponse(responseCode = "422", description = "Code, user name or password do not stand")
  public Came accept(@Nullable Accepted body) {
    return new Came(
        acceptance.accept(
            actor.find(),
            text(body == null ? null : body.link()),
            new Acceptance.Accepted(
                body == null ? null : body.username(),
                text(body == null ? null : body.password()),
                text(body == null ? null : body.code()))));
  }

  private static String text(@Nullable String given) {
    return given == null ? "" : given;
  }
}
