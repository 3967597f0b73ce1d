package vn.sogoc.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.ratelimit.PublicRead;
import vn.sogoc.verification.Verification;

/**
 * How anybody checks that a document stands in the log, with programs that everybody has: the steps
 * of RFC 9162 section 2.1.3.2, with the numbers of the proof they should come to.
 */
@Path("/inclusion")
@PermitAll
@PublicRead
@Produces(MediaType.TEXT_HTML)
class InclusionPages {
  private final Screens screens;
  private final Verification verification;

  InclusionPages(Screens screens, Verification verification) {
    this.screens = screens;
    this.verification = verification;
  }

  /** The steps without a document; with one typed in, its own page. */
  @GET
  @Operation(hidden = true)
  public RestResponse<TemplateInstance> any(@QueryParam("id") @DefaultValue("") String id) {
    Optional<PublicId> credential = PublicId.parse("crd", id.strip());
    if (credential.isPresent()) {
      return RestResponse.ResponseBuilder.<TemplateInstance>create(RestResponse.Status.SEE_OTHER)
          .header("Location", screens.ui().href(path(credential.get())))
          .build();
    }
    Ui ui = screens.ui();
    return RestResponse.ok(
        Templates.inclusion(ui, InclusionScreen.withoutProof(ui, !id.isBlank())));
  }

  /** The steps with the proof of one document. */
  @GET
  @Path("{id}")
  @Operation(hidden = true)
  public TemplateInstance one(@PathParam("id") String id) {
    Ui ui = screens.ui();
    return Templates.inclusion(ui, InclusionScreen.of(ui, id, verification.proof(id)));
  }

  /** The page of a credential. */
  static String path(PublicId credential) {
    return "/inclusion/" + credential;
  }
}
