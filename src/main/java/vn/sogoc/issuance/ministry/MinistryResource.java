package vn.sogoc.issuance.ministry;

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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import vn.sogoc.issuance.IssuanceProblem;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.http.CurrentRequest;
import vn.sogoc.platform.http.Page;
import vn.sogoc.platform.http.Problem;
import vn.sogoc.platform.http.Problems;
import vn.sogoc.platform.tables.CsvText;
import vn.sogoc.platform.tables.XlsxText;

/** An issued batch in the ministry's format. */
@Path("/api/v1/batches/{id}/ministry-export")
@Tag(name = "Reports")
class MinistryResource {
  private static final String CSV = "text/csv;charset=UTF-8";
  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  private static final int LARGEST_PAGE = 200;

  private final MinistryExports exports;
  private final Problems problems;
  private final CurrentRequest current;
  private final CurrentActor actor;

  MinistryResource(
      MinistryExports exports, Problems problems, CurrentRequest current, CurrentActor actor) {
    this.exports = exports;
    this.problems = problems;
    this.current = current;
    this.actor = actor;
  }

  /** A row, and what of it the format would not take. */
  @Schema(name = "MinistryRow")
  record Row(
      @Schema(description = "of the batch, from 1") int row,
      @Schema(description = "each of the 44 fields by its name, in their order")
          Map<String, String> fields,
      @Schema(description = "what is too long, or missing") List<Problem.Fault> errors,
      @Schema(description = "whether it was taken back or replaced, so that no file has it")
          boolean leftOut) {}

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(
      operationId = "listMinistryRows",
      summary = "An issued batch in the 44 fields of the ministry's format",
      description =
          "Personal numbers and ethnicity are not given, and what the registry does not know is empty."
              + " Each reading leaves a line in the audit trail.")
  @APIResponse(responseCode = "200", description = "A page, in the order of the register")
  @APIResponse(responseCode = "404", description = "No such batch in your institution")
  @APIResponse(responseCode = "409", description = "The batch is not issued yet")
  public Page<Row> all(
      @PathParam("id") String id,
      @QueryParam("after") @DefaultValue("-1") int after,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    int size = Page.size(limit, LARGEST_PAGE);
    List<MinistryRow> found =
        exports.page(actor.require(), batch(id), Page.placeAfter(after), size + 1);
    return Page.of(found, size, this::row, row -> "" + (row.row() - 1));
  }

  @GET
  @Path("/table.csv")
  @Produces(CSV)
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(
      operationId = "getMinistryTable",
      summary = "The same as a table",
      description =
          "Without rows that were taken back or replaced; Sogoc-Left-Out says how many these are.")
  @APIResponse(
      responseCode = "200",
      description = "CSV in UTF-8 with a byte order mark; no cell starts a formula",
      content = @Content(schema = @Schema(implementation = String.class)))
  @APIResponse(responseCode = "404", description = "No such batch in your institution")
  @APIResponse(responseCode = "409", description = "The batch is not issued yet")
  public RestResponse<StreamingOutput> csv(@PathParam("id") String id, @Context Request request) {
    return table(request, id, CsvText::write, "csv");
  }

  @GET
  @Path("/table.xlsx")
  @Produces(XLSX)
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(
      operationId = "getMinistryWorkbook",
      summary = "The same as a workbook, every cell of it a text")
  @APIResponse(
      responseCode = "200",
      description = "XLSX",
      content = @Content(schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(responseCode = "404", description = "No such batch in your institution")
  @APIResponse(responseCode = "409", description = "The batch is not issued yet")
  public RestResponse<StreamingOutput> workbook(
      @PathParam("id") String id, @Context Request request) {
    return table(request, id, XlsxText::write, "xlsx");
  }

  /** How a table is written: as a text or as a workbook. */
  private interface Form {
    void write(OutputStream out, List<String> header, Iterator<List<String>> rows)
        throws IOException;
  }

  private RestResponse<StreamingOutput> table(
      Request request, String id, Form form, String ending) {
    if (!request.getMethod().equals(HttpMethod.GET)) {
      throw new NotAllowedException(HttpMethod.GET);
    }
    PublicId batch = batch(id);
    MinistryExports.Opened opened = exports.open(actor.require(), batch);
    StreamingOutput content = out -> form.write(out, header(), texts(opened.rows()));
    String name = "ministry-" + batch.toString().substring(0, 12) + "." + ending;
    return ResponseBuilder.ok(content)
        .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
        .header("Cache-Control", "no-store")
        .header("Sogoc-Left-Out", opened.leftOut())
        .header(
            "Sogoc-Empty-Fields",
            String.join(", ", MinistryExports.empty().stream().map(MinistryField::code).toList()))
        .build();
  }

  private static List<String> header() {
    return Arrays.stream(MinistryField.values()).map(MinistryField::code).toList();
  }

  private static Iterator<List<String>> texts(Iterator<MinistryRow> rows) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public List<String> next() {
        return rows.next().texts();
      }
    };
  }

  private Row row(MinistryRow row) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (MinistryField field : MinistryField.values()) {
      fields.put(field.code(), row.cells().getOrDefault(field, ""));
    }
    return new Row(row.row(), fields, problems.faults(row.faults(), current.lang()), row.isOver());
  }

  private static PublicId batch(String id) {
    return PublicId.parse("bat", id)
        .orElseThrow(() -> new Refusal(IssuanceProblem.BATCH_NOT_FOUND, "no such batch"));
  }
}
