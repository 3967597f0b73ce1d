package vn.sogoc.platform.access;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who am I. */
@Path("/api/v1/me")
@Authenticated
@Tag(name = "Me")
class MeResource {
  private final CurrentActor actor;
  private final Csrf csrf;

  MeResource(CurrentActor actor, Csrf csrf) {
    this.actor = actor;
    this.csrf = csrf;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "whoAmI",
      summary = "The caller's account, institution and roles",
      description = "With a session it also gives the token that changing requests must carry.")
  @APIResponse(responseCode = "200", description = "Who the caller is")
  public MeResponse me() {
    return MeResponse.of(actor.require(), csrf.getToken());
  }
}
