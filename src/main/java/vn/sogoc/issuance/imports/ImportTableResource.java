package vn.sogoc.issuance.imports;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.tables.CsvText;
import vn.sogoc.platform.tables.XlsxText;

/** The tables that go with imports: an empty one to fill in, and the rows that were not taken. */
@Path("/api/v1/imports")
@RolesAllowed(Roles.PREPARE)
@Tag(name = "Imports")
class ImportTableResource {
  private static final String CSV = "text/csv;charset=UTF-8";
  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private final Imports imports;
  private final ImportWords words;
  private final ListTemplate templates;
  private final CurrentActor actor;

  ImportTableResource(
      Imports imports, ImportWords words, ListTemplate templates, CurrentActor actor) {
    this.imports = imports;
    this.words = words;
    this.templates = templates;
    this.actor = actor;
  }

  @GET
  @Path("/template")
  @RolesAllowed(Roles.PREPARE)
  @Produces(CSV)
  @Operation(
      operationId = "getImportTemplate",
      summary = "An empty list of a kind, with the headers that are understood and one example")
  @APIResponse(
      responseCode = "200",
      description = "CSV in UTF-8 with a byte order mark",
      content = @Content(schema = @Schema(implementation = String.class)))
  @APIResponse(responseCode = "422", description = "There is no such kind today")
  public RestResponse<StreamingOutput> template(@QueryParam("kind") @DefaultValue("") String kind) {
    return template(kind, CsvText::write, "csv");
  }

  @GET
  @Path("/template.xlsx")
  @RolesAllowed(Roles.PREPARE)
  @Produces(XLSX)
  @Operation(
      operationId = "getImportTemplateWorkbook",
      summary = "The same empty list as a workbook, every cell of it a text")
  @APIResponse(
      responseCode = "200",
      description = "XLSX",
      content = @Content(schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(responseCode = "422", description = "There is no such kind today")
  public RestResponse<StreamingOutput> templateWorkbook(
      @QueryParam("kind") @DefaultValue("") String kind) {
    return template(kind, XlsxText::write, "xlsx");
  }

  @GET
  @Path("/{id}/errors/rows")
  @RolesAllowed(Roles.PREPARE)
  @Produces(CSV)
  @Operation(
      operationId = "downloadImportErrorRows",
      summary = "Every row with a fault, as it stands in the file, with the reasons behind it")
  @APIResponse(
      responseCode = "200",
      description = "CSV in UTF-8 with a byte order mark; no cell starts a formula",
      content = @Content(schema = @Schema(implementation = String.class)))
  @APIResponse(responseCode = "404", description = "No such import in your institution")
  @APIResponse(responseCode = "409", description = "It was not read yet, or has ended")
  public RestResponse<StreamingOutput> rows(@PathParam("id") String id, @Context Request request) {
    return rows(request, id, CsvText::write, "csv");
  }

  @GET
  @Path("/{id}/errors/rows.xlsx")
  @RolesAllowed(Roles.PREPARE)
  @Produces(XLSX)
  @Operation(
      operationId = "downloadImportErrorWorkbook",
      summary = "The same rows as a workbook, every cell of it a text")
  @APIResponse(
      responseCode = "200",
      description = "XLSX",
      content = @Content(schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(responseCode = "404", description = "No such import in your institution")
  @APIResponse(responseCode = "409", description = "It was not read yet, or has ended")
  public RestResponse<StreamingOutput> workbook(
      @PathParam("id") String id, @Context Request request) {
    return rows(request, id, XlsxText::write, "xlsx");
  }

  private RestResponse<StreamingOutput> template(String kind, BadRows.Form form, String ending) {
    ListTemplate.Table table = templates.of(kind);
    return file(
        out -> form.write(out, table.header(), List.of(table.example()).iterator()),
        "sogoc-template." + ending);
  }

  /** Whoever asks without wanting the rows gets nothing told and nothing opened. */
  private RestResponse<StreamingOutput> rows(
      Request request, String id, BadRows.Form form, String ending) {
    if (!request.getMethod().equals(HttpMethod.GET)) {
      throw new NotAllowedException(HttpMethod.GET);
    }
    PublicId list = ImportIds.of(id);
    BadRows.Download download = imports.badRows(actor.require(), list);
    BadRows.Words reasons = words.reasons();
    return file(out -> download.writeTo(out, form, reasons), list + "-errors." + ending);
  }

  private static RestResponse<StreamingOutput> file(StreamingOutput content, String name) {
    return ResponseBuilder.ok(content)
        .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
        .header("Cache-Control", "no-store")
        .build();
  }
}
