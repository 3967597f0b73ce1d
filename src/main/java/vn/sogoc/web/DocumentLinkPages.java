package vn.sogoc.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
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
  private static final String WRONG = "/document?wrong=1";

  private final Screens screens;
  private final DeliveryLinks links;

  DocumentLinkPages(Screens screens, DeliveryLinks links) {
    this.screens = screens;
    this.links = links;
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public TemplateInstance form(@QueryParam("wrong") @DefaultValue("") String wrong) {
    return Templates.documentLink(screens.ui(), !wrong.isEmpty());
  }

  /** What is wrong leads back to the form, without what was typed: the link opens it again. */
  @POST
  @Produces("application/pdf")
  @Operation(hidden = true)
  public RestResponse<byte[]> receive(
      @RestForm @DefaultValue("") String link, @RestForm @DefaultValue("") String birth) {
    NumberForm form = NumberForm.typed(screens.ui(), "-", "-", birth);
    if (link.length() > LONGEST || birth.length() > 20 || form.wrong("dateOfBirth")) {
      return screens.seeOther(WRONG);
    }
    DeliveryLinks.Document document;
    try {
      document = links.receive(link, form.isoDateOfBirth());
    } catch (Refusal refusal) {
      if (refusal.type() != DeliveryProblem.LINK_UNKNOWN) {
        throw refusal;
      }
      return screens.seeOther(WRONG);
    }
    return ResponseBuilder.ok(document.pdf().toArray())
        .header("Content-Disposition", "attachment; filename=\"" + document.fileName() + "\"")
        .header("Cache-Control", "no-store")
        .build();
  }
}
