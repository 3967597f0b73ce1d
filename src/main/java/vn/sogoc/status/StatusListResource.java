package vn.sogoc.status;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import vn.sogoc.platform.http.PublicData;
import vn.sogoc.platform.ratelimit.PublicRead;

/** The signed status lists at the addresses that credentials name. */
@Path("/status/{purpose}/{list: [0-9]+}")
@PublicData
@PublicRead
class StatusListResource {
  private final StatusLists lists;

  StatusListResource(StatusLists lists) {
    this.lists = lists;
  }

  @GET
  @PermitAll
  @Produces(StatusListCredential.MEDIA_TYPE)
  @Operation(hidden = true)
  public byte[] one(@PathParam("purpose") String purpose, @PathParam("list") int list) {
    return lists.signed(purpose, list).toArray();
  }
}
