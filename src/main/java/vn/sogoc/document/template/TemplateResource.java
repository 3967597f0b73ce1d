package vn.sogoc.document.template;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;
import vn.sogoc.document.Picture;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.http.HttpProblem;
import vn.sogoc.platform.idempotency.Idempotent;
import vn.sogoc.platform.proposals.Proposal;
import vn.sogoc.platform.proposals.ProposalProblem;
import vn.sogoc.platform.proposals.ProposalResponse;

/** An institution's own pages, for its office. */
@Path("/api/v1/institutions/{id}/templates")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Templates")
class TemplateResource {
  private final TemplateOffice office;
  private final CurrentActor actor;

  TemplateResource(TemplateOffice office, CurrentActor actor) {
    this.office = office;
    this.actor = actor;
  }

  @GET
  @RolesAllowed({Roles.OPERATE, Roles.AUDIT})
  @Operation(operationId = "listTemplates", summary = "An institution's own pages")
  @APIResponse(responseCode = "200", description = "Those agreed to last first, ended ones too")
  @APIResponse(responseCode = "404", description = "Not your office")
  public TemplateResponse.Many all(@PathParam("id") String id) {
    return new TemplateResponse.Many(
        office.of(actor.require(), institution(id)).stream().map(TemplateResponse::of).toList());
  }

  @POST
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.OPERATE)
  @Operation(
      operationId = "askForTemplate",
      summary = "Ask for diplomas of a kind to look so",
      description =
          "Places, sizes, words and pictures by their hashes; there is no place for a script, for"
              + " markup or for a font. Another person approves a hash over all of it. It counts for"
              + " what is signed after that, with a day of issue between its days.")
  @APIResponse(
      responseCode = "201",
      description = "The proposal, which waits for another person",
      content = @Content(schema = @Schema(implementation = ProposalResponse.class)))
  @APIResponse(responseCode = "404", description = "Not your office, or not your picture")
  @APIResponse(responseCode = "409", description = "Too much waits, or is kept, already")
  @APIResponse(
      responseCode = "422",
      description = "The page of the kind is national, something is missing, or off the paper")
  public RestResponse<ProposalResponse> ask(
      @PathParam("id") String id, @Nullable TemplateAsked body) {
    return created(office.ask(actor.require(), institution(id), required(body)));
  }

  @POST
  @Path("/{template}/end")
  @Idempotent
  @RolesAllowed(Roles.OPERATE)
  @Operation(
      operationId = "askForTemplateEnd",
      summary = "Ask for a template to end",
      description = "What was signed under it keeps its page.")
  @APIResponse(
      responseCode = "201",
      description = "The proposal, which waits for another person",
      content = @Content(schema = @Schema(implementation = ProposalResponse.class)))
  @APIResponse(responseCode = "404", description = "No such template in your office")
  @APIResponse(responseCode = "422", description = "It ended already")
  public RestResponse<ProposalResponse> end(
      @PathParam("id") String id, @PathParam("template") String template) {
    return created(office.askEnd(actor.require(), institution(id), template(template)));
  }

  @POST
  @Path("/previews")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces("image/png")
  @RolesAllowed(Roles.OPERATE)
  @Operation(
      operationId = "previewTemplate",
      summary = "How a template would look",
      description = "With a holder whom there is not, covered with the word specimen.")
  @APIResponse(
      responseCode = "200",
      description = "PNG",
      content =
          @Content(
              mediaType = "image/png",
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(responseCode = "404", description = "Not your office, or not your picture")
  @APIResponse(responseCode = "422", description = "It is no template of the kind")
  public RestResponse<byte[]> preview(
      @PathParam("id") String id,
      @QueryParam("longest") @DefaultValue("false") boolean longest,
      @Nullable TemplateAsked body) {
    return picture(office.preview(actor.require(), institution(id), required(body), longest));
  }

  @GET
  @Path("/proposals/{proposal}/preview.png")
  @Produces("image/png")
  @RolesAllowed({Roles.OPERATE, Roles.AUDIT})
  @Operation(operationId = "getTemplatePreview", summary = "How a proposed template will look")
  @APIResponse(
      responseCode = "200",
      description = "PNG",
      content =
          @Content(
              mediaType = "image/png",
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(responseCode = "404", description = "No such proposal that you may see")
  public RestResponse<byte[]> proposed(
      @PathParam("id") String id,
      @PathParam("proposal") String proposal,
      @QueryParam("longest") @DefaultValue("false") boolean longest) {
    return picture(office.preview(actor.require(), institution(id), proposal(proposal), longest));
  }

  @POST
  @Path("/images")
  @Idempotent
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @RolesAllowed(Roles.OPERATE)
  @Operation(
      operationId = "keepTemplateImage",
      summary = "Keep a picture for templates",
      description =
          "PNG or JPEG, at most 10 MB and 16 million pixels; it is taken to its pixels and encoded"
              + " anew, so nothing else of the file is kept.")
  @APIResponse(
      responseCode = "201",
      description = "What is kept, by its hash",
      content = @Content(schema = @Schema(implementation = TemplateResponse.Image.class)))
  @APIResponse(responseCode = "404", description = "Not your office")
  @APIResponse(responseCode = "409", description = "As many as are kept")
  @APIResponse(responseCode = "413", description = "More than 10 MB")
  @APIResponse(responseCode = "415", description = "Neither PNG nor JPEG")
  @APIResponse(responseCode = "422", description = "Damaged, or too many pixels")
  public RestResponse<TemplateResponse.Image> keep(
      @PathParam("id") String id, @RestForm("picture") @Nullable FileUpload picture) {
    Picture kept = office.keep(actor.require(), institution(id), TemplateUpload.of(picture));
    return ResponseBuilder.<TemplateResponse.Image>created(
            URI.create("/api/v1/institutions/" + id + "/templates/images/" + kept.digest().hex()))
        .entity(TemplateResponse.Image.of(kept))
        .build();
  }

  @GET
  @Path("/images/{digest}")
  @Produces("application/octet-stream")
  @RolesAllowed({Roles.OPERATE, Roles.AUDIT})
  @Operation(operationId = "getTemplateImage", summary = "A picture for templates")
  @APIResponse(
      responseCode = "200",
      description = "PNG or JPEG as it is put into pages",
      content =
          @Content(
              mediaType = "application/octet-stream",
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(responseCode = "404", description = "No such picture in your office")
  public RestResponse<byte[]> image(
      @PathParam("id") String id, @PathParam("digest") String digest) {
    if (!digest.matches("[0-9a-f]{64}")) {
      throw TemplateOffice.unknown();
    }
    Picture found = office.picture(actor.require(), institution(id), Digest.ofHex(digest));
    String ending = found.form() == Picture.Form.PNG ? ".png" : ".jpg";
    return ResponseBuilder.ok(found.content().toArray())
        .header(
            "Content-Disposition",
            "attachment; filename=\"picture-" + digest.substring(0, 12) + ending + "\"")
        .header("Cache-Control", "no-store")
        .build();
  }

  @POST
  @Path("/images/{digest}/removal")
  @Idempotent
  @RolesAllowed(Roles.OPERATE)
  @Operation(
      operationId = "removeTemplateImage",
      summary = "Take away a picture that no template names",
      description = "One that is named by a template that stands or waits stays for good.")
  @APIResponse(responseCode = "204", description = "It is gone")
  @APIResponse(responseCode = "404", description = "No such picture in your office")
  @APIResponse(responseCode = "409", description = "A template names it, or it is of the last day")
  public void remove(@PathParam("id") String id, @PathParam("digest") String digest) {
    if (!digest.matches("[0-9a-f]{64}")) {
      throw TemplateOffice.unknown();
    }
    office.remove(actor.require(), institution(id), Digest.ofHex(digest));
  }

  private static TemplateAsked required(@Nullable TemplateAsked body) {
    if (body == null) {
      throw new Refusal(HttpProblem.MALFORMED_REQUEST, "a template is expected");
    }
    return body;
  }

  static RestResponse<byte[]> picture(Bytes png) {
    return ResponseBuilder.ok(png.toArray()).header("Cache-Control", "no-store").build();
  }

  private static RestResponse<ProposalResponse> created(Proposal made) {
    return ResponseBuilder.<ProposalResponse>created(URI.create("/api/v1/proposals/" + made.id()))
        .entity(ProposalResponse.of(made))
        .build();
  }

  private static int institution(String id) {
    if (!id.matches("iss_[1-9][0-9]{0,8}")) {
      throw TemplateOffice.unknown();
    }
    return Integer.parseInt(id.substring(4));
  }

  static PublicId template(String id) {
    return PublicId.parse(Template.ID_KIND, id).orElseThrow(TemplateOffice::unknown);
  }

  private static PublicId proposal(String id) {
    return PublicId.parse("pro", id)
        .orElseThrow(() -> new Refusal(ProposalProblem.UNKNOWN, "no such proposal"));
  }
}
