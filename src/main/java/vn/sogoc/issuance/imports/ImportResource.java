package vn.sogoc.issuance.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.http.Page;
import vn.sogoc.platform.http.PreferredWait;
import vn.sogoc.platform.idempotency.Idempotent;

/** Imports of the caller's institution. */
@Path("/api/v1/imports")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.PREPARE)
@Tag(name = "Imports")
class ImportResource {
  private static final int LARGEST_PAGE = 100;

  private final Imports imports;
  private final ImportConfig config;
  private final ImportWords words;
  private final CurrentActor actor;

  ImportResource(Imports imports, ImportConfig config, ImportWords words, CurrentActor actor) {
    this.imports = imports;
    this.config = config;
    this.words = words;
    this.actor = actor;
  }

  @POST
  @Idempotent
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @RolesAllowed(Roles.PREPARE)
  @Operation(
      operationId = "uploadImport",
      summary = "Upload a list of any length",
      description =
          "A CSV or XLSX file and the decision it falls under. The answer says what the file looks like and what may be"
              + " made of each column; nothing is read before somebody says how. The same file for the same kind and"
              + " decision is the same import.")
  @APIResponse(responseCode = "200", description = "The import that was already made of this file")
  @APIResponse(
      responseCode = "201",
      description = "The new import",
      content = @Content(schema = @Schema(implementation = ImportResponse.class)))
  @APIResponse(responseCode = "409", description = "The file is imported with other particulars")
  @APIResponse(responseCode = "413", description = "The file is too large")
  @APIResponse(
      responseCode = "422",
      description = "The file is no table, or the particulars do not stand; nothing was stored")
  public RestResponse<ImportResponse> upload(@BeanParam ImportForm form) {
    Imports.Uploaded uploaded = imports.upload(actor.require(), form.toCommand());
    ImportResponse body = words.of(uploaded.list());
    return uploaded.isNew()
        ? ResponseBuilder.<ImportResponse>created(URI.create("/api/v1/imports/" + body.id()))
            .entity(body)
            .build()
        : RestResponse.ok(body);
  }

  @GET
  @RolesAllowed(Roles.PREPARE)
  @Operation(operationId = "listImports", summary = "Imports, newest first")
  @APIResponse(responseCode = "200", description = "A page of imports")
  public Page<ImportResponse> all(
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue("20") int limit) {
    int size = Page.size(limit, LARGEST_PAGE);
    PublicId last = after.isEmpty() ? null : ImportIds.cursor(after);
    return Page.of(
        imports.list(actor.require(), last, size + 1), size, words::of, i -> i.id().toString());
  }

  @GET
  @Path("/{id}")
  @RolesAllowed(Roles.PREPARE)
  @Operation(
      operationId = "getImport",
      summary = "One import: what the file looks like, and how far its reading is")
  @APIResponse(responseCode = "200", description = "The import")
  @APIResponse(responseCode = "404", description = "No such import in your institution")
  public ImportResponse one(@PathParam("id") String id) {
    return words.of(imports.get(actor.require(), ImportIds.of(id)));
  }

  @PUT
  @Idempotent
  @Path("/{id}/layout")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.PREPARE)
  @Operation(
      operationId = "readImport",
      summary = "Say how the file is to be read, and have every row checked",
      description =
          "A job reads the rows; what it has found is shown while it goes on. Said again, the file is read anew. What is"
              + " made of each column is remembered for the next list of the kind.")
  @APIResponse(responseCode = "200", description = "The import, which is being read")
  @APIResponse(responseCode = "404", description = "No such import in your institution")
  @APIResponse(responseCode = "409", description = "It has ended, or somebody else said so too")
  @APIResponse(
      responseCode = "422",
      description = "The file cannot be read so, or a column that the kind needs is missing")
  public ImportResponse read(@PathParam("id") String id, @Nullable LayoutRequest layout) {
    return words.of(imports.read(actor.require(), ImportIds.of(id), LayoutRequest.present(layout)));
  }

  @GET
  @Path("/{id}/errors")
  @RolesAllowed(Roles.PREPARE)
  @Operation(
      operationId = "listImportErrors",
      summary = "What is wrong, grouped by what would repair it",
      description = "Faults and warnings, in the order in which each kind was found first.")
  @APIResponse(responseCode = "200", description = "A page of groups")
  @APIResponse(responseCode = "404", description = "No such import in your institution")
  public Page<ImportResponse.GroupResponse> errors(
      @PathParam("id") String id,
      @QueryParam("after") @DefaultValue("-1") int after,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    int size = Page.size(limit, LARGEST_PAGE);
    return Page.of(
        imports.groups(actor.require(), ImportIds.of(id), Page.placeAfter(after), size + 1),
        size,
        words::of,
        group -> Integer.toString(group.ordinal()));
  }

  @POST
  @Idempotent
  @Path("/{id}/commit")
  @RolesAllowed(Roles.PREPARE)
  @Operation(
      operationId = "commitImport",
      summary = "Make a draft batch of a list without faults",
      description =
          "Whole or not at all: while one row has a fault nothing is taken. The file and its rows go, the header of the"
              + " import stays. A long list (as a rule above 2,000 rows) becomes a batch by a job, whose `resultUrl` is the"
              + " batch when it is done; `Prefer: wait=10` waits for that, ten seconds at most. Asked again, the answer is the"
              + " same job or batch, and an approval that ran out is asked for again.")
  @APIResponse(
      responseCode = "200",
      description = "The batch was made before",
      content = @Content(schema = @Schema(implementation = Committed.class)))
  @APIResponse(
      responseCode = "201",
      description = "The batch, at the address in Location",
      content = @Content(schema = @Schema(implementation = Committed.class)))
  @APIResponse(
      responseCode = "202",
      description = "The job that makes the batch, at the address in Location",
      content = @Content(schema = @Schema(implementation = Committed.class)))
  @APIResponse(responseCode = "404", description = "No such import in your institution")
  @APIResponse(
      responseCode = "409",
      description = "Rows have faults, the rows are not read yet, or the mandate changed")
  public RestResponse<Committed> commit(
      @PathParam("id") String id,
      @Parameter(description = "wait, or wait and seconds (RFC 7240)") @HeaderParam("Prefer")
          @Nullable String prefer) {
    Actor who = actor.require();
    PublicId list = ImportIds.of(id);
    Optional<Duration> wait = PreferredWait.of(prefer, config.longestWait());
    Commitment asked = imports.commit(who, list);
    ResponseBuilder<Committed> answer =
        switch (wait.isPresent() ? imports.awaited(who, list, asked, wait.get()) : asked) {
          case Commitment.Made made -> made(made);
          case Commitment.Begun begun -> begun(begun);
        };
    wait.ifPresent(w -> answer.header("Preference-Applied", "wait=" + w.toSeconds()));
    return answer.build();
  }

  private static ResponseBuilder<Committed> made(Commitment.Made made) {
    URI location = URI.create("/api/v1/batches/" + made.batch());
    Committed body = new Committed(made.batch().toString(), null, location.toString());
    return made.isNew()
        ? ResponseBuilder.<Committed>created(location).entity(body)
        : ResponseBuilder.ok(body);
  }

  private static ResponseBuilder<Committed> begun(Commitment.Begun begun) {
    URI location = URI.create("/api/v1/jobs/" + begun.job());
    return ResponseBuilder.create(
            RestResponse.Status.ACCEPTED,
            new Committed(null, begun.job().toString(), location.toString()))
        .location(location)
        .header("Retry-After", 1);
  }

  @DELETE
  @Idempotent
  @Path("/{id}")
  @RolesAllowed(Roles.PREPARE)
  @Operation(operationId = "discardImport", summary = "Give up an import")
  @APIResponse(responseCode = "204", description = "Its file and rows are gone; its header stays")
  @APIResponse(responseCode = "404", description = "No such import in your institution")
  @APIResponse(responseCode = "409", description = "It became a batch; discard that")
  public void discard(@PathParam("id") String id) {
    imports.discard(actor.require(), ImportIds.of(id));
  }

  /** The batch that a list became, or the job that makes it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "ImportCommitted")
  record Committed(@Nullable String batch, @Nullable String job, String url) {}
}
