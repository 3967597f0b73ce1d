package vn.sogoc.report;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.http.CurrentRequest;
import vn.sogoc.platform.tables.CsvText;
import vn.sogoc.platform.tables.XlsxText;

/** What an institution issued in a year, in numbers, for its own staff. */
@Path("/api/v1/institutions/{id}/reports/{year}")
@RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN, Roles.AUDIT})
@Tag(name = "Reports")
class YearReportResource {
  private final YearReports reports;
  private final YearText text;
  private final CurrentRequest current;
  private final CurrentActor actor;

  YearReportResource(
      YearReports reports, YearText text, CurrentRequest current, CurrentActor actor) {
    this.reports = reports;
    this.text = text;
    this.current = current;
    this.actor = actor;
  }

  /** Of one kind. */
  @Schema(name = "YearReportKind")
  record Of(
      String kind,
      int issued,
      @Schema(description = "by code of the table of sexes; not_stated where the record has none")
          Map<String, Integer> bySex,
      @Schema(description = "by code of the ranking; not_stated where the record has none")
          Map<String, Integer> byRanking,
      @Schema(description = "how many of them are revoked now") int revoked,
      @Schema(description = "how many of them another credential took the place of") int superseded,
      @Schema(description = "rows that were changed after they were written, counted nowhere else")
          int altered) {
    static Of of(YearCount one) {
      return new Of(
          one.kind(),
          one.issued(),
          named(one.bySex()),
          named(one.byRanking()),
          one.takenBack(),
          one.replaced(),
          one.altered());
    }

    private static Map<String, Integer> named(Map<String, Integer> counts) {
      Map<String, Integer> named = new TreeMap<>();
      counts.forEach((code, count) -> named.put(code.isEmpty() ? "not_stated" : code, count));
      return named;
    }
  }

  /** A year. */
  @Schema(name = "YearReport")
  record Response(
      String institution,
      @Schema(description = "of the issue date") int year,
      List<Of> kinds,
      @Schema(description = "false while rows are being counted; ask again then") boolean complete,
      @Schema(description = "how many register numbers were looked at") long counted,
      @Schema(description = "how many register numbers there are") long numbers) {}

  @GET
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN, Roles.AUDIT})
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "getYearReport",
      summary = "What an institution issued in a year, by kind, sex and ranking",
      description =
          "Counted from the signed records of its register. Where many are new they are counted in"
              + " the background: complete is false then, and what is there so far is the answer.")
  @APIResponse(
      responseCode = "200",
      description = "Kinds of which nothing was issued are left out",
      content = @Content(schema = @Schema(implementation = Response.class)))
  @APIResponse(responseCode = "403", description = "Not your institution")
  @APIResponse(responseCode = "404", description = "No such institution, or no such year")
  public RestResponse<Response> report(@PathParam("id") String id, @PathParam("year") String year) {
    YearFigures figures = reports.of(actor.require(), Tables.institution(id), Tables.year(year));
    return RestResponse.ResponseBuilder.ok(
            new Response(
                id,
                Tables.year(year),
                figures.kinds().stream().map(Of::of).toList(),
                figures.isComplete(),
                figures.counted(),
                figures.numbers()))
        .header("Cache-Control", "no-store")
        .build();
  }

  @GET
  @Path("/table.csv")
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN, Roles.AUDIT})
  @Produces(Tables.CSV)
  @Operation(operationId = "getYearReportTable", summary = "The same as a table")
  @APIResponse(
      responseCode = "200",
      description = "CSV in UTF-8 with a byte order mark",
      content = @Content(schema = @Schema(implementation = String.class)))
  @APIResponse(responseCode = "403", description = "Not your institution")
  @APIResponse(responseCode = "404", description = "No such institution, or no such year")
  @APIResponse(responseCode = "503", description = "The figures are still being counted")
  public RestResponse<StreamingOutput> csv(
      @PathParam("id") String id, @PathParam("year") String year) {
    return table(id, year, CsvText::write, "csv");
  }

  @GET
  @Path("/table.xlsx")
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN, Roles.AUDIT})
  @Produces(Tables.XLSX)
  @Operation(operationId = "getYearReportWorkbook", summary = "The same as a workbook")
  @APIResponse(
      responseCode = "200",
      description = "XLSX, every cell of it a text",
      content = @Content(schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(responseCode = "403", description = "Not your institution")
  @APIResponse(responseCode = "404", description = "No such institution, or no such year")
  @APIResponse(responseCode = "503", description = "The figures are still being counted")
  public RestResponse<StreamingOutput> workbook(
      @PathParam("id") String id, @PathParam("year") String year) {
    return table(id, year, XlsxText::write, "xlsx");
  }

  private RestResponse<StreamingOutput> table(
      String id, String year, Tables.Form form, String ending) {
    YearFigures figures =
        reports.of(actor.require(), Tables.institution(id), Tables.year(year)).whole();
    YearText.Table table = text.of(figures.kinds(), current.lang());
    return Tables.file(
        out -> form.write(out, table.header(), table.rows().iterator()),
        "report-" + year + "." + ending);
  }
}
