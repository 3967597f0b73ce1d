package vn.sogoc.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The form to sign in with. What it posts to belongs to the platform. */
@Path("/login")
@PermitAll
@Produces(MediaType.TEXT_HTML)
class SignInPages {
  private final Screens screens;

  SignInPages(Screens screens) {
    this.screens = screens;
  }

  @GET
  @Operation(hidden = true)
  public RestResponse<TemplateInstance> form(
      @QueryParam("error") @Nullable String error,
      @QueryParam("welcome") @Nullable String welcome) {
    Ui ui = screens.ui();
    return ui.signedIn()
        ? RestResponse.seeOther(URI.create(ui.href("/me")))
        : RestResponse.ok(Templates.login(ui, error != null, welcome != null));
  }
}
