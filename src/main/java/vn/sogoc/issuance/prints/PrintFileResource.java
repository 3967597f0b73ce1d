package vn.sogoc.issuance.prints;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Base64;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;

/** One print: how far it is, and its file. */
@Path("/api/v1/prints/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Prints")
class PrintFileResource {
  private final Prints prints;
  private final CurrentActor actor;

  PrintFileResource(Prints prints, CurrentActor actor) {
    this.prints = prints;
    this.actor = actor;
  }

  @GET
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(operationId = "getPrint", summary = "How far a print is")
  @APIResponse(responseCode = "200", description = "The print")
  @APIResponse(
      responseCode = "404",
      description = "No such print in your institution, or its time is over")
  public PrintResponse one(@PathParam("id") String id) {
    return PrintResponse.of(prints.get(actor.require(), Prints.id(id)));
  }

  /** Whoever asks without wanting the file gets nothing told. */
  @GET
  @Path("/content")
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Produces("application/octet-stream")
  @Operation(
      operationId = "getPrintContent",
      summary = "The file itself",
      description = "Taking it along leaves a line in the audit trail.")
  @APIResponse(
      responseCode = "200",
      description = "A zip or a PDF, with its SHA-256 in Repr-Digest",
      content =
          @Content(
              mediaType = "application/octet-stream",
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(
      responseCode = "404",
      description = "No such print in your institution, or its time is over")
  @APIResponse(responseCode = "409", description = "It is being made still")
  public RestResponse<StreamingOutput> content(
      @PathParam("id") String id, @Context Request request) {
    if (!request.getMethod().equals(HttpMethod.GET)) {
      throw new NotAllowedException(HttpMethod.GET);
    }
    Prints.Download download = prints.open(actor.require(), Prints.id(id));
    PrintView.File file = download.print().file().orElseThrow();
    StreamingOutput content = download.content()::write;
    return ResponseBuilder.ok(content)
        .header("Content-Type", download.print().form().mediaType())
        .header("Content-Length", file.size())
        .header(
            "Content-Disposition", "attachment; filename=\"" + download.print().fileName() + "\"")
        .header(
            "Repr-Digest",
            "sha-256=:" + Base64.getEncoder().encodeToString(file.digest().toArray()) + ":")
        .header("Cache-Control", "no-store")
        .build();
  }
}
