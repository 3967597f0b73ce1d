package vn.sogoc.issuance.delivery;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.idempotency.Idempotent;
import vn.sogoc.platform.idempotency.Repetition;
import vn.sogoc.register.RegisterProblem;

/** Handing out documents. */
@Path("/api/v1/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Deliveries")
class DeliveryResource {
  private final Deliveries deliveries;
  private final CurrentActor actor;
  private final Repetition repetition;

  DeliveryResource(Deliveries deliveries, CurrentActor actor, Repetition repetition) {
    this.deliveries = deliveries;
    this.actor = actor;
    this.repetition = repetition;
  }

  /** Who received what. */
  @Schema(name = "DeliveryRequest")
  record Asked(
      @Schema(
              required = true,
              minItems = 1,
              maxItems = Deliveries.MOST,
              description = "one, where somebody else than the holder received it")
          @Nullable List<String> credentials,
      @Schema(
              required = true,
              enumeration = {"holder", "proxy"})
          @Nullable String receiver,
      @Schema(enumeration = {"power-of-attorney", "guardian", "heir"}) @Nullable String paper,
      @Schema(minLength = 2, maxLength = 150, description = "of whoever received it")
          @Nullable String name,
      @Schema(minLength = 1, maxLength = 100, description = "of the paper, and where it is from")
          @Nullable String number) {}

  @POST
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.PREPARE)
  @Operation(
      operationId = "recordDeliveries",
      summary = "Write down that documents were received",
      description = "All of them, or none. Each is one more event, and a line of the audit trail.")
  @APIResponse(
      responseCode = "201",
      description = "The events",
      content = @Content(schema = @Schema(implementation = DeliveryResponse.Many.class)))
  @APIResponse(responseCode = "404", description = "No such credential in your institution")
  @APIResponse(
      responseCode = "409",
      description = "Received already, not published yet, taken back or replaced")
  @APIResponse(responseCode = "422", description = "Something in the request does not stand")
  public RestResponse<DeliveryResponse.Many> record(@Nullable Asked body) {
    if (body == null || body.credentials() == null) {
      throw Deliveries.refused("credentials", "1 to " + Deliveries.MOST + " credentials");
    }
    if (body.credentials().size() > Deliveries.MOST) {
      throw Deliveries.refused("credentials", "at most " + Deliveries.MOST);
    }
    List<PublicId> wanted = body.credentials().stream().map(DeliveryResource::credential).toList();
    Receiver receiver =
        Deliveries.receiver(body.receiver(), body.paper(), body.name(), body.number());
    return ResponseBuilder.create(
            RestResponse.Status.CREATED, DeliveryResponse.Many.of(handedOut(wanted, receiver)))
        .build();
  }

  /** What the same request did before its answer was lost. */
  private List<Delivery> handedOut(List<PublicId> wanted, Receiver receiver) {
    if (repetition.isResumed() && !wanted.isEmpty()) {
      List<Delivery> before =
          wanted.stream()
              .map(id -> deliveries.of(actor.require(), id))
              .filter(all -> !all.isEmpty())
              .map(List::getLast)
              .filter(one -> one.recordedBy().equals(actor.require().accountId()))
              .filter(one -> one.receiver().filter(receiver::equals).isPresent())
              .toList();
      if (before.size() == wanted.size()) {
        return before;
      }
    }
    return deliveries.handOut(actor.require(), wanted, receiver);
  }

  /** The credential that a text names. */
  static PublicId credential(@Nullable String id) {
    return PublicId.parse(CredentialRecord.ID_KIND, id == null ? "" : id)
        .orElseThrow(
            () ->
                new Refusal(
                    RegisterProblem.CREDENTIAL_UNKNOWN, "no such credential in your institution"));
  }
}
