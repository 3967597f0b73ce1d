package vn.sogoc.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import vn.sogoc.issuance.delivery.DeliveryLinks;
import vn.sogoc.issuance.delivery.DeliveryProblem;
import vn.sogoc.kernel.Refusal;

/**
 * Where a link to a document leads. The secret is in the fragment, which a script moves into the
 * form; it is never part of an address that is asked for.
 */
@Path("/document")
@PermitAll
class DocumentLinkPages {
  private static final int LONGEST = 300;

  private final Screens screens;
  private final DeliveryLinks links;

  DocumentLinkPages(Screens screens, DeliveryLinks links) {
    this.screens = screens;
    this.links = links;
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public TemplateInstance form() {
    return Templates.documentLink(screens.ui(), false);
  }

  @POST
  @Produces({"application/pdf", MediaType.TEXT_HTML})
  @Operation(hidden = true)
  public RestResponse<Object> receive(
      @RestForm @DefaultValue("") String link, @RestForm @DefaultValue("") String birth) {
    Ui ui = screens.ui();
    NumberForm form = NumberForm.typed(ui, "-", "-", birth);
    try {
      if (link.length() > LONGEST || birth.length() > 20 || form.wrong("dateOfBirth")) {
        return wrong(ui);
      }
      DeliveryLinks.Document document = links.receive(link, form.isoDateOfBirth());
      return ResponseBuilder.<Object>ok(document.pdf().toArray())
          .header("Content-Type", "application/pdf")
          .header("Content-Disposition", "attachment; filename=\"" + document.fileName() + "\"")
          .header("Cache-Control", "no-store")
          .build();
    } catch (Refusal refusal) {
      if (refusal.type() != DeliveryProblem.LINK_UNKNOWN) {
        throw refusal;
      }
      return wrong(ui);
    }
  }

  private static RestResponse<Object> wrong(Ui ui) {
    return ResponseBuilder.<Object>create(404)
        .entity(Templates.documentLink(ui, true))
        .header("Content-Type", MediaType.TEXT_HTML + ";charset=UTF-8")
        .build();
  }
}
