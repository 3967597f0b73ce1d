package vn.sogoc.document.template;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.http.HttpProblem;
import vn.sogoc.platform.idempotency.Idempotent;

/** Printers for numbered blanks. */
@Path("/api/v1/institutions/{id}/printers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Templates")
class PrinterResource {
  private final Printers printers;
  private final CurrentActor actor;

  PrinterResource(Printers printers, CurrentActor actor) {
    this.printers = printers;
    this.actor = actor;
  }

  /** A printer as it is kept: millimetres and per cent. */
  @Schema(name = "Printer")
  record Kept(
      String id,
      String name,
      @Schema(description = "mm that everything is moved to the right") BigDecimal right,
      @Schema(description = "mm downwards") BigDecimal down,
      @Schema(description = "per cent, 100 as it is") BigDecimal stretch) {
    static Kept of(Printers.Printer p) {
      return new Kept(
          p.id().toString(),
          p.name(),
          BigDecimal.valueOf(p.printing().right(), 1),
          BigDecimal.valueOf(p.printing().down(), 1),
          BigDecimal.valueOf(p.printing().stretch(), 1));
    }
  }

  /** By name. */
  @Schema(name = "PrinterList")
  record Many(List<Kept> data) {}

  /** What a printer does wrong. */
  @Schema(name = "PrinterRequest")
  record Wanted(
      @Schema(required = true) @Nullable String name,
      @Schema(required = true, description = "-20.0 to 20.0 mm") @Nullable BigDecimal right,
      @Schema(required = true, description = "-20.0 to 20.0 mm") @Nullable BigDecimal down,
      @Schema(required = true, description = "95.0 to 105.0 per cent")
          @Nullable BigDecimal stretch) {}

  @GET
  @RolesAllowed({Roles.OPERATE, Roles.AUDIT, Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(operationId = "listPrinters", summary = "Printers for blanks")
  @APIResponse(responseCode = "200", description = "By name, at most 20")
  @APIResponse(responseCode = "404", description = "Not your institution")
  public Many all(@PathParam("id") String id) {
    return new Many(printers.of(actor.require(), institution(id)).stream().map(Kept::of).toList());
  }

  @POST
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.OPERATE)
  @Operation(
      operationId = "keepPrinter",
      summary = "Keep how far off a printer is",
      description = "One of that name is changed. Measured with the calibration sheet.")
  @APIResponse(responseCode = "200", description = "The printer")
  @APIResponse(responseCode = "404", description = "Not your office")
  @APIResponse(responseCode = "409", description = "As many as are kept")
  @APIResponse(responseCode = "422", description = "A number is out of its bounds")
  public Kept keep(@PathParam("id") String id, @Nullable Wanted body) {
    if (body == null) {
      throw new Refusal(HttpProblem.MALFORMED_REQUEST, "a printer is expected");
    }
    return Kept.of(
        printers.keep(
            actor.require(),
            institution(id),
            body.name(),
            body.right(),
            body.down(),
            body.stretch()));
  }

  @DELETE
  @Path("/{printer}")
  @Idempotent
  @RolesAllowed(Roles.OPERATE)
  @Operation(operationId = "removePrinter", summary = "Forget a printer")
  @APIResponse(responseCode = "204", description = "It is forgotten")
  @APIResponse(responseCode = "404", description = "No such printer in your office")
  public void remove(@PathParam("id") String id, @PathParam("printer") String printer) {
    printers.remove(actor.require(), institution(id), Printers.parse(printer));
  }

  @GET
  @Path("/calibration.pdf")
  @Produces("application/pdf")
  @RolesAllowed({Roles.OPERATE, Roles.AUDIT, Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(
      operationId = "getCalibrationSheet",
      summary = "A sheet to measure a printer with",
      description = "Rulers, crosses and how to measure; with a printer, its own setting is used.")
  @APIResponse(
      responseCode = "200",
      description = "PDF",
      content =
          @Content(
              mediaType = "application/pdf",
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(responseCode = "404", description = "Not your institution, or no such printer")
  @APIResponse(responseCode = "422", description = "No such paper")
  public RestResponse<byte[]> sheet(
      @PathParam("id") String id,
      @QueryParam("paper") @DefaultValue("a4-landscape") String paper,
      @QueryParam("printer") @DefaultValue("") String printer) {
    return ResponseBuilder.ok(
            printers.sheet(actor.require(), institution(id), paper, printer).toArray())
        .header("Content-Disposition", "inline; filename=\"calibration.pdf\"")
        .header("Cache-Control", "no-store")
        .build();
  }

  private static int institution(String id) {
    if (!id.matches("iss_[1-9][0-9]{0,8}")) {
      throw TemplateOffice.unknown();
    }
    return Integer.parseInt(id.substring(4));
  }
}
