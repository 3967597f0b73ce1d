package vn.sogoc.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import vn.sogoc.issuance.ProvisionalDrafts;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;

/** One button of a batch's page: temporary certificates for this class. */
@Path("/me/batches/{id}/provisional")
@RolesAllowed(Roles.PREPARE)
@Produces(MediaType.TEXT_HTML)
class ProvisionalPages {
  private final Screens screens;
  private final CurrentActor actors;
  private final ProvisionalDrafts drafts;

  ProvisionalPages(Screens screens, CurrentActor actors, ProvisionalDrafts drafts) {
    this.screens = screens;
    this.actors = actors;
    this.drafts = drafts;
  }

  @POST
  @Operation(hidden = true)
  public RestResponse<Void> make(@PathParam("id") String id) {
    return screens.seeOther(
        BatchPages.path(drafts.make(actors.require(), BatchPages.id(id)).batch().id()));
  }
}
