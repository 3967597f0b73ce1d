package vn.sogoc.issuance;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.http.CurrentRequest;
import vn.sogoc.register.RegisterProblem;

/** Credentials of the caller's institution. */
@Path("/api/v1/credentials")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Credentials")
class CredentialResource {
  private final Credentials credentials;
  private final CurrentActor actor;
  private final CurrentRequest request;

  CredentialResource(Credentials credentials, CurrentActor actor, CurrentRequest request) {
    this.credentials = credentials;
    this.actor = actor;
    this.request = request;
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN, Roles.AUDIT})
  @Operation(operationId = "getCredential", summary = "What the register holds about a credential")
  @APIResponse(responseCode = "200", description = "The record's facts and its events")
  @APIResponse(responseCode = "404", description = "No such credential in your institution")
  public CredentialResponse one(@PathParam("id") String id) {
    PublicId credential =
        PublicId.parse(CredentialRecord.ID_KIND, id)
            .orElseThrow(
                () ->
                    new Refusal(
                        RegisterProblem.CREDENTIAL_UNKNOWN,
                        "no such credential in your institution"));
    Credentials.Issued issued = credentials.get(actor.require(), credential);
    return CredentialResponse.of(issued.record(), issued.evidence(), request.lang());
  }
}
