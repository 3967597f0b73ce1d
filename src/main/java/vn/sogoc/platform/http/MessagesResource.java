package vn.sogoc.platform.http;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.SortedMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.Lang;
import vn.sogoc.platform.Messages;

/** The message catalogue for scripts, so that a page and its script never say different things. */
@Path("/messages")
@PermitAll
class MessagesResource {
  private final Messages messages;

  MessagesResource(Messages messages) {
    this.messages = messages;
  }

  @GET
  @Path("/{lang}.json")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  @PublicData
  public SortedMap<String, String> all(@PathParam("lang") String tag) {
    Lang lang =
        Lang.ofTag(tag)
            .orElseThrow(
                () -> new Refusal(HttpProblem.UNKNOWN_ADDRESS, "no catalogue in this language"));
    return messages.all(lang);
  }
}
