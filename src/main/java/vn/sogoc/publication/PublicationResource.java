package vn.sogoc.publication;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
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
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.http.HttpProblem;
import vn.sogoc.platform.http.Page;
import vn.sogoc.platform.http.PublicData;
import vn.sogoc.platform.ratelimit.PublicRead;

/** Issuance lists for everyone. */
@Path("/api/v1/publications")
@PublicData
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Publications")
@PublicRead
class PublicationResource {
  private static final int LARGEST_PAGE = 1000;

  private final IssuanceLists lists;

  PublicationResource(IssuanceLists lists) {
    this.lists = lists;
  }

  @GET
  @PermitAll
  @Operation(operationId = "listPublications", summary = "Issuance lists, newest first")
  @APIResponse(responseCode = "200", description = "A page of lists")
  public Page<PublicationResponse> all(
      @QueryParam("issuer") @DefaultValue("") String issuer,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    int size = Page.size(limit, LARGEST_PAGE);
    return Page.of(
        lists.page(number(issuer), cursor(after), size + 1),
        size,
        PublicationResponse::of,
        list -> list.id().toString());
  }

  @GET
  @Path("/{id}")
  @PermitAll
  @Operation(
      operationId = "getPublication",
      summary = "The signed header of a list, of its newest version")
  @APIResponse(responseCode = "200", description = "The list")
  @APIResponse(responseCode = "404", description = "No list has this identifier")
  public PublicationResponse one(@PathParam("id") String id) {
    return PublicationResponse.of(lists.get(id(id)));
  }

  @GET
  @Path("/{id}/versions")
  @PermitAll
  @Operation(
      operationId = "listPublicationVersions",
      summary = "Every version of a list, the newest first",
      description =
          "A correction, a replacement or a revocation makes a new version: the same rows and root"
              + " under a header that names the version before and, in its change note, each"
              + " decision with the row it is about.")
  @APIResponse(responseCode = "200", description = "All versions")
  @APIResponse(responseCode = "404", description = "No list has this identifier")
  public PublicationResponse.Versions versions(@PathParam("id") String id) {
    return new PublicationResponse.Versions(
        lists.versions(id(id)).stream().map(PublicationResponse::of).toList());
  }

  @GET
  @Path("/{id}/entries")
  @PermitAll
  @Operation(
      operationId = "listPublicationEntries",
      summary = "The rows of a list",
      description =
          "Every leaf of the list's tree in order. Names only where the legal regime publishes"
              + " them; otherwise the leaves alone.")
  @APIResponse(responseCode = "200", description = "A page of rows")
  @APIResponse(responseCode = "404", description = "No list has this identifier")
  public Page<PublicationResponse.Entry> entries(
      @PathParam("id") String id,
      @QueryParam("after") @DefaultValue("-1") int after,
      @QueryParam("limit") @DefaultValue("200") int limit) {
    int size = Page.size(limit, LARGEST_PAGE);
    return Page.of(
        lists.rows(lists.get(id(id)), Page.placeAfter(after) - 1, size + 1),
        size,
        PublicationResponse.Entry::of,
        row -> Integer.toString(row.position()));
  }

  @GET
  @Path("/{id}/entries.csv")
  @PermitAll
  @Produces("text/csv; charset=utf-8")
  @Operation(operationId = "downloadPublicationEntries", summary = "The rows of a list as CSV")
  @APIResponse(
      responseCode = "200",
      description = "UTF-8 with BOM, header row, commas",
      content =
          @Content(
              mediaType = "text/csv; charset=utf-8",
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(responseCode = "404", description = "No list has this identifier")
  public RestResponse<StreamingOutput> csv(@PathParam("id") String id) {
    PublishedList list = lists.get(id(id));
    StreamingOutput rows =
        out -> ListCsv.write(out, after -> lists.rows(list, after, LARGEST_PAGE));
    return RestResponse.ResponseBuilder.ok(rows)
        .header("Content-Disposition", "attachment; filename=\"" + list.id() + ".csv\"")
        .build();
  }

  private static int number(String issuer) {
    if (issuer.isEmpty()) {
      return 0;
    }
    if (!issuer.matches("iss_[1-9][0-9]{0,8}")) {
      throw new Refusal(
          HttpProblem.MALFORMED_REQUEST,
          "An issuer is iss_ and its number.",
          List.of(new Refusal.Fault("parameter_format", 0, "issuer", "iss_101", issuer)));
    }
    return Integer.parseInt(issuer.substring(4));
  }

  private static @Nullable PublicId cursor(String after) {
    return after.isEmpty()
        ? null
        : PublicId.parse("lst", after)
            .orElseThrow(
                () -> new Refusal(HttpProblem.CURSOR_INVALID, "No list has this identifier."));
  }

  private static PublicId id(String text) {
    return PublicId.parse("lst", text)
        .orElseThrow(
            () -> new Refusal(PublicationProblem.LIST_UNKNOWN, "No list has this identifier."));
  }
}
