package vn.sogoc.document.template;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import vn.sogoc.platform.http.Page;
import vn.sogoc.platform.http.PublicData;
import vn.sogoc.platform.ratelimit.PublicRead;

/** Specimens of institutions' own pages, for everybody. */
@Path("/api/v1/templates")
@PublicData
@PublicRead
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Templates")
class SpecimenResource {
  private static final int LARGEST_PAGE = 100;

  private final OwnTemplates templates;

  SpecimenResource(OwnTemplates templates) {
    this.templates = templates;
  }

  @GET
  @PermitAll
  @Operation(
      operationId = "listSpecimens",
      summary = "What diplomas look like that institutions designed themselves")
  @APIResponse(responseCode = "200", description = "Those agreed to last first")
  public Page<TemplateResponse.Published> all(
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    int size = Page.size(limit, LARGEST_PAGE);
    return Page.of(
        templates.page(after.isEmpty() ? null : TemplateResource.template(after), size + 1),
        size,
        TemplateResponse.Published::of,
        template -> template.publicId().toString());
  }

  @GET
  @Path("/{id}/specimen.png")
  @PermitAll
  @Produces("image/png")
  @Operation(
      operationId = "getSpecimen",
      summary = "A specimen",
      description =
          "With a holder whom there is not, covered with the word specimen, without the pictures of"
              + " a signature and a seal.")
  @APIResponse(
      responseCode = "200",
      description = "PNG",
      content =
          @Content(
              mediaType = "image/png",
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(responseCode = "404", description = "No such template")
  public RestResponse<byte[]> specimen(@PathParam("id") String id) {
    return ResponseBuilder.ok(templates.specimen(TemplateResource.template(id)).toArray()).build();
  }
}
