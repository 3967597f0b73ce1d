package vn.sogoc.report;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Iterator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import vn.sogoc.platform.Messages;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.http.CurrentRequest;
import vn.sogoc.platform.tables.CsvText;
import vn.sogoc.platform.tables.XlsxText;

/** Register books as tables, for the staff of their institution. */
@Path("/api/v1/institutions/{id}/register-books/{kind}/{year}")
@RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN, Roles.AUDIT})
@Tag(name = "Reports")
class RegisterBookResource {
  private final RegisterBooks books;
  private final Messages messages;
  private final CurrentRequest current;
  private final CurrentActor actor;

  RegisterBookResource(
      RegisterBooks books, Messages messages, CurrentRequest current, CurrentActor actor) {
    this.books = books;
    this.messages = messages;
    this.current = current;
    this.actor = actor;
  }

  @GET
  @Path("/book.csv")
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN, Roles.AUDIT})
  @Produces(Tables.CSV)
  @Operation(
      operationId = "getRegisterBook",
      summary = "The register book of a kind and year: every number and what became of it",
      description =
          "From the signed records, in order of the numbers, with decisions made since. Numbers"
              + " that are void or still held stand in it too. Reading it leaves a line in the"
              + " audit trail.")
  @APIResponse(
      responseCode = "200",
      description = "CSV in UTF-8 with a byte order mark; no cell starts a formula",
      content = @Content(schema = @Schema(implementation = String.class)))
  @APIResponse(responseCode = "403", description = "Not your institution")
  @APIResponse(responseCode = "404", description = "No such kind, or no such year")
  public RestResponse<StreamingOutput> csv(
      @PathParam("id") String id,
      @PathParam("kind") String kind,
      @PathParam("year") String year,
      @Context Request request) {
    return table(request, id, kind, year, CsvText::write, "csv");
  }

  @GET
  @Path("/book.xlsx")
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN, Roles.AUDIT})
  @Produces(Tables.XLSX)
  @Operation(
      operationId = "getRegisterBookWorkbook",
      summary = "The same book as a workbook, every cell of it a text")
  @APIResponse(
      responseCode = "200",
      description = "XLSX",
      content = @Content(schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(responseCode = "403", description = "Not your institution")
  @APIResponse(responseCode = "404", description = "No such kind, or no such year")
  public RestResponse<StreamingOutput> workbook(
      @PathParam("id") String id,
      @PathParam("kind") String kind,
      @PathParam("year") String year,
      @Context Request request) {
    return table(request, id, kind, year, XlsxText::write, "xlsx");
  }

  /** Whoever asks without wanting the rows gets nothing told and nothing opened. */
  private RestResponse<StreamingOutput> table(
      Request request, String id, String kind, String year, Tables.Form form, String ending) {
    if (!request.getMethod().equals(HttpMethod.GET)) {
      throw new NotAllowedException(HttpMethod.GET);
    }
    BookText text = new BookText(messages, current.lang());
    Iterator<BookLine> lines =
        books.open(actor.require(), Tables.institution(id), kind, Tables.year(year));
    return Tables.file(
        out -> form.write(out, text.header(), text.rows(lines)),
        "register-book-" + kind + "-" + year + "." + ending);
  }
}
