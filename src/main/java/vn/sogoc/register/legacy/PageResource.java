package vn.sogoc.register.legacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
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
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.idempotency.Idempotent;

/** A page: its picture, and what the visitor keyed of it. */
@Path("/api/v1/legacy-pages/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
@Tag(name = "Register books")
class PageResource {
  private final Pages pages;
  private final Keying keying;
  private final CurrentActor actor;

  PageResource(Pages pages, Keying keying, CurrentActor actor) {
    this.pages = pages;
    this.keying = keying;
    this.actor = actor;
  }

  /** A row with its line. */
  @Schema(name = "LegacyKeyedRow")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Keyed(
      @Schema(required = true, description = "on the page, from 1") @Nullable Integer line,
      @Schema(required = true) @Nullable RowWords row) {}

  /** What the visitor keyed. */
  @Schema(name = "LegacyEntry")
  record Entry(
      @Schema(description = "whether you said that this is all of it") boolean done,
      List<Keyed> rows) {
    static Entry of(Keying.Mine mine) {
      List<Keyed> rows = new ArrayList<>();
      for (Map.Entry<Integer, KeyedRow> row : mine.rows().entrySet()) {
        rows.add(new Keyed(row.getKey(), RowWords.of(row.getValue())));
      }
      return new Entry(mine.done(), rows);
    }
  }

  @GET
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(operationId = "getLegacyPage", summary = "How far a page is")
  @APIResponse(responseCode = "200", description = "The page")
  @APIResponse(responseCode = "404", description = "No such page in your institution")
  public PageResponse one(@PathParam("id") String id) {
    return PageResponse.of(pages.get(actor.require(), LegacyIds.page(id)));
  }

  @GET
  @Path("/image")
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Produces("image/png") // a JPEG says so itself
  @Operation(operationId = "getLegacyPageImage", summary = "The picture of a page")
  @APIResponse(
      responseCode = "200",
      description = "The file as it was uploaded",
      content =
          @Content(
              mediaType = "image/png",
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(responseCode = "404", description = "No such page in your institution")
  public RestResponse<byte[]> image(@PathParam("id") String id) {
    Pages.Picture picture = pages.picture(actor.require(), LegacyIds.page(id));
    return ResponseBuilder.ok(picture.content().toArray())
        .type(picture.mediaType())
        .header("Cache-Control", "no-store")
        .build();
  }

  @GET
  @Path("/entry")
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(
      operationId = "getLegacyEntry",
      summary = "What you keyed of a page, and nothing of anybody else")
  @APIResponse(responseCode = "200", description = "Your rows")
  @APIResponse(responseCode = "404", description = "No such page in your institution")
  public Entry entry(@PathParam("id") String id) {
    return Entry.of(keying.mine(actor.require(), LegacyIds.page(id)));
  }

  @POST
  @Path("/entry/rows")
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(
      operationId = "keyLegacyRow",
      summary = "Key a row of a page, or key it anew",
      description =
          "Two different persons key each page; neither sees the other's rows before both are done.")
  @APIResponse(responseCode = "200", description = "Your rows")
  @APIResponse(responseCode = "403", description = "You keyed the page already")
  @APIResponse(responseCode = "404", description = "No such page in your institution")
  @APIResponse(
      responseCode = "409",
      description = "Two others key it, or it waits for an approval or is recorded")
  @APIResponse(responseCode = "422", description = "A field is wrong; each one is named")
  public Entry save(@PathParam("id") String id, @Nullable Keyed body) {
    RowWords row = body == null ? null : body.row();
    Integer line = body == null ? null : body.line();
    if (row == null || line == null) {
      throw new Refusal(LegacyProblem.ROW_REFUSED, "send a JSON object with line and row");
    }
    return Entry.of(keying.save(actor.require(), LegacyIds.page(id), line, row.typed()));
  }

  @POST
  @Path("/entry/rows/{line}/removal")
  @Idempotent
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(operationId = "removeLegacyRow", summary = "Take out a row that you keyed")
  @APIResponse(responseCode = "200", description = "Your rows")
  @APIResponse(responseCode = "403", description = "You keyed the page already")
  @APIResponse(responseCode = "404", description = "No such page in your institution")
  @APIResponse(responseCode = "409", description = "You keyed no row on this line")
  public Entry remove(@PathParam("id") String id, @PathParam("line") int line) {
    return Entry.of(keying.remove(actor.require(), LegacyIds.page(id), line));
  }

  @POST
  @Path("/entry/completion")
  @Idempotent
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(
      operationId = "completeLegacyEntry",
      summary = "Say that you keyed all of a page; your rows stand as they are from now on")
  @APIResponse(responseCode = "200", description = "Your rows")
  @APIResponse(responseCode = "403", description = "You keyed the page already")
  @APIResponse(responseCode = "404", description = "No such page in your institution")
  @APIResponse(responseCode = "409", description = "You keyed no row of it")
  public Entry close(@PathParam("id") String id) {
    return Entry.of(keying.close(actor.require(), LegacyIds.page(id)));
  }
}
