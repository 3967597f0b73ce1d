package vn.sogoc.issuance.supplement;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.register.supplement.SupplementWithdrawals;

/** The supplements of a diploma. */
@Path("/api/v1/credentials/{id}/supplements")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
@Tag(name = "Supplements")
class CredentialSupplementResource {
  private final SupplementWithdrawals supplements;
  private final CurrentActor actor;

  CredentialSupplementResource(SupplementWithdrawals supplements, CurrentActor actor) {
    this.supplements = supplements;
    this.actor = actor;
  }

  /** The newest revision first. */
  @Schema(name = "SupplementRevisions")
  record Many(List<SupplementResponse> data) {}

  @GET
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(
      operationId = "listSupplementsOfCredential",
      summary = "The supplements of a diploma, the newest revision first")
  @APIResponse(responseCode = "200", description = "None where it is no diploma of yours")
  public Many ofDiploma(@PathParam("id") String id) {
    return new Many(
        supplements.ofDiploma(actor.require(), SupplementIds.diploma(id)).stream()
            .map(SupplementResponse::of)
            .toList());
  }
}
