package vn.sogoc.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The ways to check a document. Nothing is checked here; the forms post to {@link ResultPages}. */
@Path("/")
@PermitAll
@Produces(MediaType.TEXT_HTML)
class VerifyPages {
  /** The one page where WebAssembly runs (the QR reader); everything else as on every page. */
  private static final String SCANNER_POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self' 'wasm-unsafe-eval'",
          "style-src 'self'",
          "img-src 'self' data: blob:",
          "media-src 'self' blob: mediastream:",
          "font-src 'self'",
          "connect-src 'self'",
          "form-action 'self'",
          "frame-ancestors 'none'",
          "base-uri 'none'");

  /** What the page says of checks that the visitor's device made. */
  private static final List<String> DEVICE_WORDS =
      List.of("web.q.js.", "web.field.", "web.age.", "check.", "reason.");

  private final Screens screens;

  VerifyPages(Screens screens) {
    this.screens = screens;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance home() {
    return Templates.home(screens.ui());
  }

  @GET
  @Path("{way: quet|scan}")
  @Operation(hidden = true)
  public RestResponse<TemplateInstance> scan() {
    Ui ui = screens.ui();
    return ResponseBuilder.ok(
            Templates.scan(ui, screens.words(ui, "web.scan.js.", Map.of()), ui.address()))
        .header("Content-Security-Policy", SCANNER_POLICY)
        .build();
  }

  @GET
  @Path("{way: tai-len|upload}")
  @Operation(hidden = true)
  public TemplateInstance upload() {
    return Templates.upload(screens.ui());
  }

  @GET
  @Path("{way: nhap-so|number}")
  @Operation(hidden = true)
  public TemplateInstance number() {
    return Templates.number(screens.ui(), NumberForm.empty());
  }

  /** What a small code leads to, which carries no record; the name of it is never sent here. */
  @GET
  @Path("c")
  @Operation(hidden = true)
  public TemplateInstance c() {
    return Templates.c(screens.ui());
  }

  /** What the camera of a phone opens; the record is in the fragment, which is never sent here. */
  @GET
  @Path("q")
  @Operation(hidden = true)
  public TemplateInstance q() {
    Ui ui = screens.ui();
    return Templates.q(ui, screens.words(ui, DEVICE_WORDS), DeviceLook.all(ui));
  }
}
