package vn.sogoc.issuance.delivery;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.http.Page;

/** What nobody came for. */
@Path("/api/v1/unclaimed")
@Tag(name = "Deliveries")
class UnclaimedResource {
  private static final int LARGEST_PAGE = 200;
  private static final int LONGEST = 36_500;

  private final DeliveryLists lists;
  private final CurrentActor actor;

  UnclaimedResource(DeliveryLists lists, CurrentActor actor) {
    this.lists = lists;
    this.actor = actor;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(
      operationId = "listUnclaimed",
      summary = "Documents that nobody came for, the oldest first")
  @APIResponse(responseCode = "200", description = "A page")
  @APIResponse(responseCode = "404", description = "The cursor is no credential of yours")
  public Page<DeliveryResponse.Line> unclaimed(
      @QueryParam("days") @DefaultValue("30") int days,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    int size = Page.size(limit, LARGEST_PAGE);
    if (days < 0 || days > LONGEST) {
      throw Deliveries.refused("days", "0 to " + LONGEST);
    }
    PublicId last = after.isEmpty() ? null : DeliveryResource.credential(after);
    List<DeliveryLine> found = lists.unclaimed(actor.require(), days, last, size + 1);
    return Page.of(found, size, DeliveryResponse.Line::of, line -> line.record().id().toString());
  }
}
