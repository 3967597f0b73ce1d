package vn.sogoc.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

@Path("/result")
@PermitAll
@Produces(MediaType.TEXT_HTML)
class ResultPages {
  private final Screens screens;

  ResultPages(Screens screens) {
    this.screens = screens;
  }

  @POST
  @Operation(hidden = true)
  public TemplateInstance check(
      @RestForm @Nullable String qr,
      @RestForm @Nullable String serialNumber,
      @RestForm @Nullable String fullName,
      @RestForm @Nullable String dateOfBirth) {
    Ui ui = screens.ui();
    return Templates.number(
        ui,
        NumberForm.typed(
            ui,
            serialNumber == null ? "" : serialNumber,
            fullName == null ? "" : fullName,
            dateOfBirth == null ? "" : dateOfBirth));
  }
}
