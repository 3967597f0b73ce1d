package vn.sogoc.issuance;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.idempotency.Idempotent;

/** Temporary certificates for the people of a batch of diplomas. */
@Path("/api/v1/batches/{id}/provisional")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Batches")
class ProvisionalResource {
  private final ProvisionalDrafts drafts;
  private final BatchWords words;
  private final CurrentActor actor;

  ProvisionalResource(ProvisionalDrafts drafts, BatchWords words, CurrentActor actor) {
    this.drafts = drafts;
    this.words = words;
    this.actor = actor;
  }

  @POST
  @Idempotent
  @RolesAllowed(Roles.PREPARE)
  @Operation(
      operationId = "prepareProvisional",
      summary = "Make a draft of temporary certificates for the people of a batch of diplomas",
      description =
          "Of the same persons under the same decision, dated today. It is approved and signed as any"
              + " batch. Each certificate ends by itself when the person's diploma is issued.")
  @APIResponse(responseCode = "200", description = "The draft that was made before")
  @APIResponse(
      responseCode = "201",
      description = "The new draft",
      content = @Content(schema = @Schema(implementation = BatchResponse.class)))
  @APIResponse(responseCode = "403", description = "Nobody holds a mandate for the kind today")
  @APIResponse(responseCode = "404", description = "No such batch in your institution")
  @APIResponse(responseCode = "409", description = "No diplomas, or they are being signed")
  @APIResponse(responseCode = "422", description = "The particulars do not fit together")
  public RestResponse<BatchResponse> make(@PathParam("id") String id) {
    Batches.Prepared made = drafts.make(actor.require(), BatchIds.batch(id));
    BatchResponse body = words.of(made.batch());
    return made.isNew()
        ? ResponseBuilder.<BatchResponse>created(URI.create("/api/v1/batches/" + body.id()))
            .entity(body)
            .build()
        : RestResponse.ok(body);
  }
}
