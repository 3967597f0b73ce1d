package vn.sogoc.issuance.delivery;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.idempotency.Idempotent;
import vn.sogoc.platform.idempotency.Repetition;

/** What happened to the document of one credential. */
@Path("/api/v1/credentials/{id}/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Deliveries")
class CredentialDeliveryResource {
  private final Deliveries deliveries;
  private final CurrentActor actor;
  private final Repetition repetition;

  CredentialDeliveryResource(Deliveries deliveries, CurrentActor actor, Repetition repetition) {
    this.deliveries = deliveries;
    this.actor = actor;
    this.repetition = repetition;
  }

  @POST
  @Path("/undo")
  @Idempotent
  @RolesAllowed(Roles.PREPARE)
  @Operation(
      operationId = "undoDelivery",
      summary = "Take back what was written down today by mistake",
      description = "As one more event: nothing is edited.")
  @APIResponse(responseCode = "200", description = "The event")
  @APIResponse(responseCode = "404", description = "No such credential in your institution")
  @APIResponse(
      responseCode = "409",
      description = "Nobody received it, or it was written down on an earlier day")
  public DeliveryResponse undo(@PathParam("id") String id) {
    PublicId credential = DeliveryResource.credential(id);
    if (repetition.isResumed()) {
      List<Delivery> all = deliveries.of(actor.require(), credential);
      if (!all.isEmpty()
          && !all.getLast().isDelivered()
          && all.getLast().recordedBy().equals(actor.require().accountId())) {
        return DeliveryResponse.of(all.getLast());
      }
    }
    return DeliveryResponse.of(deliveries.undo(actor.require(), credential));
  }

  @GET
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(
      operationId = "listDeliveries",
      summary = "What happened to the document of a credential, in order")
  @APIResponse(responseCode = "200", description = "The events")
  @APIResponse(responseCode = "404", description = "No such credential in your institution")
  public DeliveryResponse.Many all(@PathParam("id") String id) {
    return DeliveryResponse.Many.of(
        deliveries.of(actor.require(), DeliveryResource.credential(id)));
  }
}
