package vn.sogoc.issuance.delivery;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Where somebody gets the document that a link was sent for. */
@Path("/api/v1/delivery-links/receipt")
@PermitAll
@Tag(name = "Deliveries")
class LinkReceiptResource {
  private static final int LONGEST_LINK = 300;

  private final DeliveryLinks links;

  LinkReceiptResource(DeliveryLinks links) {
    this.links = links;
  }

  /** A link; never in an address, which would be kept and sent on. */
  @Schema(name = "DeliveryReceiptRequest")
  record Asked(
      @Schema(required = true, maxLength = LONGEST_LINK) @Nullable String link,
      @Schema(required = true, description = "as far as the document has it, as in 2003-05-17")
          @Nullable String dateOfBirth) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces("application/pdf")
  @Operation(
      operationId = "receiveDocument",
      summary = "Get the document that a link was sent for, once",
      description =
          "Writes the delivery down. It takes no Idempotency-Key: a link is used once, and the"
              + " document is kept for nobody. Five wrong dates end it.")
  @APIResponse(responseCode = "200", description = "PDF, A4 landscape, Vietnamese and English")
  @APIResponse(
      responseCode = "404",
      description = "No open link, or another date of birth: one answer for both")
  public RestResponse<byte[]> receive(@Nullable Asked body) {
    String link = body == null || body.link() == null ? "" : body.link();
    String birth = body == null || body.dateOfBirth() == null ? "" : body.dateOfBirth();
    if (link.length() > LONGEST_LINK || birth.length() > 10) {
      throw LinkTries.unknown();
    }
    DeliveryLinks.Document document = links.receive(link, birth);
    return ResponseBuilder.ok(document.pdf().toArray())
        .header("Content-Disposition", "attachment; filename=\"" + document.fileName() + "\"")
        .header("Cache-Control", "no-store")
        .build();
  }
}
