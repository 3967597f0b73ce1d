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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import vn.sogoc.verification.Verification;

/** Receipts looked up again: the answer then and the answer now, and nothing of the document. */
@Path("/r")
@PermitAll
@Produces(MediaType.TEXT_HTML)
class ReceiptPages {
  private final Screens screens;
  private final Verification verification;
  private final Clock clock;

  ReceiptPages(Screens screens, Verification verification, Clock clock) {
    this.screens = screens;
    this.verification = verification;
    this.clock = clock;
  }

  @GET
  @Operation(hidden = true)
  public RestResponse<Void> typed(@QueryParam("code") @DefaultValue("") String code) {
    String written = URLEncoder.encode(code.strip().replace(' ', '-'), StandardCharsets.UTF_8);
    return screens.seeOther(written.isEmpty() ? "/" : "/r/" + written);
  }

  @GET
  @Path("{code}")
  @Operation(hidden = true)
  public TemplateInstance one(@PathParam("code") String code) {
    Ui ui = screens.ui();
    return Templates.receipt(ui, ReceiptLook.of(ui, verification.receipt(code), clock.instant()));
  }
}
