package vn.sogoc.issuance.delivery;

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
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
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
import vn.sogoc.platform.Lang;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.http.CurrentRequest;
import vn.sogoc.platform.http.Page;
import vn.sogoc.platform.tables.CsvText;
import vn.sogoc.platform.tables.XlsxText;

/** Delivery lists, as data and to take along. */
@Path("/api/v1/batches/{id}/deliveries")
@Tag(name = "Deliveries")
class DeliveryListResource {
  private static final String CSV = "text/csv;charset=UTF-8";
  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  private static final int LARGEST_PAGE = 200;

  /** A page takes about a millisecond; more rows are taken along as a table. */
  private static final int MOST_ON_PAPER = 10_000;

  private final DeliveryLists lists;
  private final DeliveryText text;
  private final CurrentRequest current;
  private final CurrentActor actor;
  private final Clock clock;

  DeliveryListResource(
      DeliveryLists lists,
      DeliveryText text,
      CurrentRequest current,
      CurrentActor actor,
      Clock clock) {
    this.lists = lists;
    this.text = text;
    this.current = current;
    this.actor = actor;
    this.clock = clock;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(
      operationId = "listBatchDeliveries",
      summary = "Who of an issued batch received their document")
  @APIResponse(responseCode = "200", description = "A page, in the order of the register")
  @APIResponse(responseCode = "404", description = "No such batch in your institution")
  @APIResponse(responseCode = "409", description = "The batch is not issued yet")
  public Page<DeliveryResponse.Line> all(
      @PathParam("id") String id,
      @QueryParam("after") @DefaultValue("-1") int after,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    int size = Page.size(limit, LARGEST_PAGE);
    List<DeliveryLine> found =
        lists.page(actor.require(), batch(id), Page.placeAfter(after), size + 1);
    return Page.of(found, size, DeliveryResponse.Line::of, line -> "" + (line.row() - 1));
  }

  @GET
  @Path("/list.csv")
  @Produces(CSV)
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(
      operationId = "getDeliveryList",
      summary = "The delivery list of a batch",
      description = "Taking it along leaves a line in the audit trail.")
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
  @Path("/list.xlsx")
  @Produces(XLSX)
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(
      operationId = "getDeliveryListWorkbook",
      summary = "The same list as a workbook, every cell of it a text")
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

  @GET
  @Path("/list.pdf")
  @Produces("application/pdf")
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(
      operationId = "getDeliveryListPaper",
      summary = "The same list for paper, with a column for the recipient's signature")
  @APIResponse(responseCode = "200", description = "PDF, A4 landscape, in Vietnamese")
  @APIResponse(responseCode = "404", description = "No such batch in your institution")
  @APIResponse(responseCode = "409", description = "The batch is not issued yet")
  @APIResponse(responseCode = "422", description = "More rows than are printed at once")
  public RestResponse<byte[]> paper(@PathParam("id") String id, @Context Request request) {
    DeliveryLists.Opened opened = open(request, id, MOST_ON_PAPER);
    byte[] pdf = text.paper(opened.batch(), opened.lines(), clock.instant()).toArray();
    return file(pdf, opened, "pdf");
  }

  /** How a table is written: as a text or as a workbook. */
  private interface Form {
    void write(OutputStream out, List<String> header, Iterator<List<String>> rows)
        throws IOException;
  }

  private RestResponse<StreamingOutput> table(
      Request request, String id, Form form, String ending) {
    DeliveryLists.Opened opened = open(request, id, Integer.MAX_VALUE);
    Lang lang = current.lang();
    StreamingOutput content =
        out -> form.write(out, text.header(lang), text.rows(lang, opened.lines()));
    return file(content, opened, ending);
  }

  /** Whoever asks without wanting the rows gets nothing told and nothing opened. */
  private DeliveryLists.Opened open(Request request, String id, int most) {
    if (!request.getMethod().equals(HttpMethod.GET)) {
      throw new NotAllowedException(HttpMethod.GET);
    }
    return lists.open(actor.require(), batch(id), most);
  }

  private static <T> RestResponse<T> file(T content, DeliveryLists.Opened opened, String ending) {
    String name = "delivery-list-" + opened.batch().id().toString().substring(0, 12) + "." + ending;
    return ResponseBuilder.ok(content)
        .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
        .header("Cache-Control", "no-store")
        .build();
  }

  private static PublicId batch(String id) {
    return PublicId.parse("bat", id)
        .orElseThrow(() -> new Refusal(IssuanceProblem.BATCH_NOT_FOUND, "no such batch"));
  }
}
