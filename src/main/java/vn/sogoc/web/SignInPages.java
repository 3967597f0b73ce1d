package vn.sogoc.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
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
  public TemplateInstance form(@QueryParam("error") @Nullable String error) {
    return Templates.login(screens.ui(), error != null);
  }
}
