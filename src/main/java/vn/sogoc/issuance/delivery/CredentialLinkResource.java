package vn.sogoc.issuance.delivery;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.idempotency.Idempotent;

/** Links to the document of a credential. */
@Path("/api/v1/credentials/{id}/delivery-links")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Deliveries")
class CredentialLinkResource {
  private final DeliveryLinks links;
  private final CurrentActor actor;

  CredentialLinkResource(DeliveryLinks links, CurrentActor actor) {
    this.links = links;
    this.actor = actor;
  }

  /** Where it goes. */
  @Schema(name = "DeliveryLinkRequest")
  record Asked(
      @Schema(
              required = true,
              enumeration = {"mail", "sms"})
          @Nullable String channel,
      @Schema(required = true, maxLength = 254, description = "forgotten once it was sent")
          @Nullable String to) {}

  /** What was sent. */
  @Schema(name = "DeliveryLink")
  record Sent(
      @Schema(enumeration = {"mail", "sms"}) String channel,
      @Schema(description = "until when it can be used, once") Instant expires) {}

  @POST
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.PREPARE)
  @Operation(
      operationId = "sendDeliveryLink",
      summary = "Have a link to the document sent to its holder",
      description =
          "Who has it and knows the date of birth gets the document once, and the delivery is written"
              + " down. An earlier link of the document ends.")
  @APIResponse(
      responseCode = "202",
      description = "It will be sent",
      content = @Content(schema = @Schema(implementation = Sent.class)))
  @APIResponse(responseCode = "404", description = "No such credential in your institution")
  @APIResponse(
      responseCode = "409",
      description =
          "No gateway, received already, taken back or replaced, or five were sent in a day")
  @APIResponse(responseCode = "422", description = "No address that could be one")
  public RestResponse<Sent> send(@PathParam("id") String id, @Nullable Asked body) {
    DeliveryLinks.Sent sent =
        links.send(
            actor.require(),
            DeliveryResource.credential(id),
            body == null ? null : body.channel(),
            body == null ? null : body.to());
    return ResponseBuilder.create(
            RestResponse.Status.ACCEPTED, new Sent(sent.channel(), sent.expires()))
        .build();
  }
}
