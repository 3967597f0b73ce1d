package vn.sogoc.publication;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;

/** Issuance lists for everyone. */
@Path("/api/v1/publications")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Publications")
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
  public PublicationResponse.Page<PublicationResponse> all(
      @QueryParam("issuer") @DefaultValue("") String issuer,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    int size = size(limit);
    List<PublishedList> found = lists.page(number(issuer), cursor(after), size + 1);
    List<PublishedList> page = found.subList(0, Math.min(size, found.size()));
    boolean more = found.size() > size;
    return new PublicationResponse.Page<>(
        page.stream().map(PublicationResponse::of).toList(),
        new PublicationResponse.PageEnd(
            more ? page.get(page.size() - 1).id().toString() : null, more));
  }

  @GET
  @Path("/{id}")
  @PermitAll
  @Operation(operationId = "getPublication", summary = "The signed header of a list")
  @APIResponse(responseCode = "200", description = "The list")
  @APIResponse(responseCode = "404", description = "No list has this identifier")
  public PublicationResponse one(@PathParam("id") String id) {
    return PublicationResponse.of(lists.get(id(id)));
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
  public PublicationResponse.Page<PublicationResponse.Entry> entries(
      @PathParam("id") String id,
      @QueryParam("after") @DefaultValue("-1") int after,
      @QueryParam("limit") @DefaultValue("200") int limit) {
    int size = size(limit);
    List<PublishedRow> found = lists.rows(lists.get(id(id)), after, size + 1);
    List<PublishedRow> page = found.subList(0, Math.min(size, found.size()));
    boolean more = found.size() > size;
    return new PublicationResponse.Page<>(
        page.stream().map(PublicationResponse.Entry::of).toList(),
        new PublicationResponse.PageEnd(
            more ? Integer.toString(page.get(page.size() - 1).position()) : null, more));
  }

  @GET
  @Path("/{id}/entries.csv")
  @PermitAll
  @Produces("text/csv; charset=utf-8")
  @Operation(operationId = "downloadPublicationEntries", summary = "The rows of a list as CSV")
  @APIResponse(responseCode = "200", description = "UTF-8 with BOM, header row, commas")
  @APIResponse(responseCode = "404", description = "No list has this identifier")
  public RestResponse<byte[]> csv(@PathParam("id") String id) {
    PublishedList list = lists.get(id(id));
    return RestResponse.ResponseBuilder.ok(ListCsv.of(list, lists.rows(list, -1, list.count())))
        .header("Content-Disposition", "attachment; filename=\"" + list.id() + ".csv\"")
        .build();
  }

  private static int size(int limit) {
    return Math.max(1, Math.min(LARGEST_PAGE, limit));
  }

  private static int number(String issuer) {
    if (issuer.isEmpty()) {
      return 0;
    }
    if (!issuer.matches("iss_[1-9][0-9]{0,8}")) {
      throw new Refusal(PublicationProblem.CURSOR_INVALID, "An issuer is iss_ and its number.");
    }
    return Integer.parseInt(issuer.substring(4));
  }

  private static @Nullable PublicId cursor(String after) {
    return after.isEmpty() ? null : id(after);
  }

  private static PublicId id(String text) {
    return PublicId.parse("lst", text)
        .orElseThrow(
            () -> new Refusal(PublicationProblem.LIST_UNKNOWN, "No list has this identifier."));
  }
}
