package vn.sogoc.register.legacy;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.http.Page;
import vn.sogoc.platform.idempotency.Idempotent;

/** Old register books of one's institution, and their pages. */
@Path("/api/v1/legacy-books")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
@Tag(name = "Register books")
class BookResource {
  private static final int LARGEST_PAGE = 100;

  private final Books books;
  private final Pages pages;
  private final CurrentActor actor;

  BookResource(Books books, Pages pages, CurrentActor actor) {
    this.books = books;
    this.pages = pages;
    this.actor = actor;
  }

  /** A book that is declared. */
  @Schema(name = "LegacyBookRequest")
  record Declared(
      @Schema(description = "whose book; left out for one's own") @Nullable String issuer,
      @Schema(required = true, description = "code of the catalogue") @Nullable String kind,
      @Schema(required = true, minLength = 3, maxLength = 200) @Nullable String title,
      @Schema(required = true) @Nullable Integer yearFrom,
      @Schema(required = true) @Nullable Integer yearTo,
      @Schema(maxLength = 40) @Nullable String firstNumber,
      @Schema(maxLength = 40) @Nullable String lastNumber,
      @Schema(required = true, description = "how many entries it has") @Nullable Integer entries,
      @Nullable Boolean lost,
      @Schema(description = "of a lost book: number and day of its minutes")
          @Nullable String minutes) {
    static NewBook toBook(@Nullable Declared body) {
      if (body == null) {
        throw new Refusal(LegacyProblem.BOOK_REFUSED, "send a JSON object");
      }
      return new NewBook(
          body.issuer,
          body.kind,
          body.title,
          body.yearFrom,
          body.yearTo,
          body.firstNumber,
          body.lastNumber,
          body.entries,
          body.lost != null && body.lost,
          body.minutes);
    }
  }

  /** Another declaration of a book. */
  @Schema(name = "LegacyDeclarationRequest")
  record DeclaredAgain(
      @Schema(required = true) @Nullable Integer entries,
      @Nullable Boolean lost,
      @Nullable String minutes) {}

  /** The hash that the book shows. */
  @Schema(name = "LegacyApprovalRequest")
  record Approved(
      @Schema(required = true, pattern = "^[0-9a-fA-F]{64}$") @Nullable String contentHash) {}

  @GET
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(
      operationId = "listLegacyBooks",
      summary = "Old register books of your institution, newest first")
  @APIResponse(responseCode = "200", description = "A page of books")
  public Page<BookResponse> all(
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    int size = Page.size(limit, LARGEST_PAGE);
    return Page.of(
        books.newest(actor.require(), after.isEmpty() ? null : LegacyIds.book(after), size + 1),
        size,
        BookResponse::of,
        book -> book.id().toString());
  }

  @POST
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(
      operationId = "declareLegacyBook",
      summary = "Declare an old register book, held or lost",
      description =
          "Of your institution, or of one whose register it keeps. It counts when another person"
              + " has approved its hash.")
  @APIResponse(
      responseCode = "201",
      description = "The book, which waits for another person",
      content = @Content(schema = @Schema(implementation = BookResponse.class)))
  @APIResponse(responseCode = "403", description = "Somebody else keeps the register")
  @APIResponse(responseCode = "409", description = "There are too many books")
  @APIResponse(responseCode = "422", description = "A field is wrong")
  public RestResponse<BookResponse> declare(@Nullable Declared body) {
    BookView made = books.declare(actor.require(), Declared.toBook(body));
    return ResponseBuilder.<BookResponse>created(URI.create("/api/v1/legacy-books/" + made.id()))
        .entity(BookResponse.of(made))
        .build();
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(operationId = "getLegacyBook", summary = "A book with what was declared of it")
  @APIResponse(responseCode = "200", description = "The book")
  @APIResponse(responseCode = "404", description = "No such book in your institution")
  public BookResponse one(@PathParam("id") String id) {
    return BookResponse.of(books.get(actor.require(), LegacyIds.book(id)));
  }

  @POST
  @Path("/{id}/declarations")
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(
      operationId = "declareLegacyBookAgain",
      summary = "Declare that a book was lost, or how many entries it has")
  @APIResponse(responseCode = "200", description = "The book; the declaration waits")
  @APIResponse(responseCode = "404", description = "No such book in your institution")
  @APIResponse(responseCode = "409", description = "There are too many declarations")
  @APIResponse(responseCode = "422", description = "A field is wrong")
  public BookResponse again(@PathParam("id") String id, @Nullable DeclaredAgain body) {
    if (body == null) {
      throw new Refusal(LegacyProblem.BOOK_REFUSED, "send a JSON object with entries");
    }
    return BookResponse.of(
        books.declareAgain(
            actor.require(),
            LegacyIds.book(id),
            body.entries(),
            body.lost() != null && body.lost(),
            body.minutes()));
  }

  @POST
  @Path("/{id}/approval")
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.APPROVE, Roles.SIGN})
  @Operation(
      operationId = "approveLegacyBook",
      summary = "Approve what was declared of a book, as another person")
  @APIResponse(responseCode = "200", description = "The book")
  @APIResponse(responseCode = "403", description = "You declared it yourself")
  @APIResponse(responseCode = "404", description = "No such book in your institution")
  @APIResponse(responseCode = "409", description = "Another hash, expired, or nothing waits")
  @APIResponse(responseCode = "422", description = "No hash of 64 hexadecimal digits")
  public BookResponse approve(@PathParam("id") String id, @Nullable Approved body) {
    return BookResponse.of(
        books.approve(
            actor.require(),
            LegacyIds.book(id),
            LegacyIds.hash(body == null ? null : body.contentHash())));
  }

  @POST
  @Path("/{id}/rejection")
  @Idempotent
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(
      operationId = "rejectLegacyBook",
      summary = "Reject what was declared of a book, or take it back")
  @APIResponse(responseCode = "200", description = "The book")
  @APIResponse(responseCode = "404", description = "No such book in your institution")
  @APIResponse(responseCode = "409", description = "Nothing waits")
  public BookResponse reject(@PathParam("id") String id) {
    return BookResponse.of(books.reject(actor.require(), LegacyIds.book(id)));
  }

  @GET
  @Path("/{id}/pages")
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(operationId = "listLegacyPages", summary = "Pages of a book by their numbers")
  @APIResponse(responseCode = "200", description = "A page of pages")
  @APIResponse(responseCode = "404", description = "No such book in your institution")
  public Page<PageResponse> pages(
      @PathParam("id") String id,
      @QueryParam("after") @DefaultValue("-1") int after,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    int size = Page.size(limit, LARGEST_PAGE);
    return Page.of(
        pages.of(actor.require(), LegacyIds.book(id), Page.placeAfter(after) - 1, size + 1),
        size,
        PageResponse::of,
        page -> Integer.toString(page.number()));
  }

  @POST
  @Path("/{id}/pages")
  @Idempotent
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(
      operationId = "uploadLegacyPage",
      summary = "Upload the picture of a page",
      description =
          "PNG or JPEG of at most 8 MB that can be decoded to its end. For a number that has a page"
              + " it is a new version, and what was keyed of the earlier one is void.")
  @APIResponse(
      responseCode = "201",
      description = "The page",
      content = @Content(schema = @Schema(implementation = PageResponse.class)))
  @APIResponse(responseCode = "404", description = "No such book in your institution")
  @APIResponse(
      responseCode = "409",
      description =
          "The book is not approved or lost, the page is recorded or waits for an approval, or too"
              + " many were uploaded today")
  @APIResponse(responseCode = "422", description = "The file is no picture that can be decoded")
  public RestResponse<PageResponse> upload(
      @PathParam("id") String id,
      @RestForm("number") @Nullable Integer number,
      @RestForm("image") @Nullable FileUpload image) {
    PageView made =
        pages.upload(
            actor.require(), LegacyIds.book(id), number == null ? 0 : number, PageUpload.of(image));
    return ResponseBuilder.<PageResponse>created(URI.create("/api/v1/legacy-pages/" + made.id()))
        .entity(PageResponse.of(made))
        .build();
  }
}
