package vn.sogoc.issuance.blanks;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
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
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.http.CurrentRequest;
import vn.sogoc.platform.http.HttpProblem;
import vn.sogoc.platform.tables.CsvText;
import vn.sogoc.platform.tables.XlsxText;

/** The yearly reconciliation of blanks. */
@Path("/api/v1/blank-reconciliations/{year}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Blanks")
class BlankYearResource {
  private static final String CSV = "text/csv;charset=UTF-8";
  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private final Blanks blanks;
  private final BlankText text;
  private final CurrentRequest current;
  private final CurrentActor actor;

  BlankYearResource(Blanks blanks, BlankText text, CurrentRequest current, CurrentActor actor) {
    this.blanks = blanks;
    this.text = text;
    this.current = current;
    this.actor = actor;
  }

  @GET
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN, Roles.OPERATE})
  @Operation(
      operationId = "getBlankReconciliation",
      summary = "Blanks as they were at the end of a year: received is what became of all")
  @APIResponse(responseCode = "200", description = "All series of your institution")
  @APIResponse(responseCode = "404", description = "No such year")
  public BlankResponse.Many all(@PathParam("year") String year) {
    return BlankResponse.Many.of(of(year));
  }

  @GET
  @Path("/table.csv")
  @Produces(CSV)
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN, Roles.OPERATE})
  @Operation(operationId = "getBlankReconciliationTable", summary = "The same as a table")
  @APIResponse(
      responseCode = "200",
      description = "CSV in UTF-8 with a byte order mark; no cell starts a formula",
      content = @Content(schema = @Schema(implementation = String.class)))
  @APIResponse(responseCode = "404", description = "No such year")
  public RestResponse<byte[]> csv(@PathParam("year") String year) {
    BlankText.Table table = text.of(of(year), current.lang());
    return file(CsvText.of(table.header(), table.rows()).toArray(), year, "csv");
  }

  @GET
  @Path("/table.xlsx")
  @Produces(XLSX)
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN, Roles.OPERATE})
  @Operation(
      operationId = "getBlankReconciliationWorkbook",
      summary = "The same as a workbook, every cell of it a text")
  @APIResponse(
      responseCode = "200",
      description = "XLSX",
      content = @Content(schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(responseCode = "404", description = "No such year")
  public RestResponse<StreamingOutput> workbook(@PathParam("year") String year) {
    BlankText.Table table = text.of(of(year), current.lang());
    StreamingOutput content = out -> XlsxText.write(out, table.header(), table.rows().iterator());
    return file(content, year, "xlsx");
  }

  private List<BlankView> of(String year) {
    if (!year.matches("20[0-9]{2}|21[0-9]{2}")) {
      throw new Refusal(HttpProblem.UNKNOWN_ADDRESS, "A year is 2000 to 2199.");
    }
    return blanks.year(actor.require(), Integer.parseInt(year));
  }

  private static <T> RestResponse<T> file(T content, String year, String ending) {
    return ResponseBuilder.ok(content)
        .header(
            "Content-Disposition", "attachment; filename=\"blanks-" + year + "." + ending + "\"")
        .header("Cache-Control", "no-store")
        .build();
  }
}
