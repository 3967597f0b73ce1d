package vn.sogoc.issuance.blanks;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.idempotency.Idempotent;
import vn.sogoc.platform.proposals.Proposal;
import vn.sogoc.platform.proposals.ProposalResponse;
import vn.sogoc.platform.proposals.Proposals;

/** The stock of blanks of the caller's institution. */
@Path("/api/v1/blank-series")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Blanks")
class BlankResource {
  private final Blanks blanks;
  private final BlankMinutes minutes;
  private final Proposals proposals;
  private final CurrentActor actor;

  BlankResource(Blanks blanks, BlankMinutes minutes, Proposals proposals, CurrentActor actor) {
    this.blanks = blanks;
    this.minutes = minutes;
    this.proposals = proposals;
    this.actor = actor;
  }

  /** Blanks that came. */
  @Schema(name = "BlankReceipt")
  record Received(
      @Schema(required = true, description = "code of the kind that is printed on them")
          @Nullable String kind,
      @Schema(maxLength = 12, description = "letters before the number; one series has one")
          @Nullable String prefix,
      @Schema(required = true, minimum = "1", maximum = "12", description = "digits of the number")
          @Nullable Integer digits,
      @Schema(required = true, minimum = "0") @Nullable Long first,
      @Schema(required = true, description = "included") @Nullable Long last,
      @Schema(required = true, maxLength = 100, description = "the paper that they came with")
          @Nullable String document,
      @Schema(required = true) @Nullable LocalDate documentDate) {}

  /** What somebody counted. */
  @Schema(name = "BlankCount")
  record Counted(
      @Schema(required = true, minimum = "0", description = "in the cupboard")
          @Nullable Long quantity,
      @Schema(required = true, maxLength = 100, description = "number of the minutes")
          @Nullable String document,
      @Schema(required = true) @Nullable LocalDate documentDate) {}

  /** Minutes. */
  @Schema(name = "BlankMinutesRequest")
  record Minutes(
      @Schema(
              required = true,
              enumeration = {"spoiled", "lost", "destroyed"})
          @Nullable String type,
      @Schema(required = true, description = "ranges such as 1-5, 9; at most 50")
          @Nullable String numbers,
      @Schema(required = true, maxLength = 50, description = "number of the minutes")
          @Nullable String minutes,
      @Schema(required = true) @Nullable LocalDate minutesDate,
      @Schema(required = true, minLength = 10, maxLength = 500) @Nullable String reason,
      @Schema(required = true, minLength = 5, maxLength = 500, description = "who was present")
          @Nullable String council,
      @Schema(maxLength = 200, description = "reference of the report; of what was lost alone")
          @Nullable String police) {}

  @GET
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN, Roles.OPERATE})
  @Operation(operationId = "listBlankSeries", summary = "Series of blanks, and where they are")
  @APIResponse(responseCode = "200", description = "All of your institution")
  @APIResponse(responseCode = "403", description = "You act for no institution")
  public BlankResponse.Many all() {
    return BlankResponse.Many.of(blanks.all(actor.require()));
  }

  @POST
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.PREPARE)
  @Operation(operationId = "receiveBlanks", summary = "Take blanks that came into the stock")
  @APIResponse(
      responseCode = "201",
      description = "The series",
      content = @Content(schema = @Schema(implementation = BlankResponse.class)))
  @APIResponse(
      responseCode = "409",
      description = "Received already, or the letters are another series'")
  @APIResponse(responseCode = "422", description = "Something in the request does not stand")
  public RestResponse<BlankResponse> receive(@Nullable Received body) {
    if (body == null) {
      throw Blanks.refused("kind", "a JSON object with kind, digits, first, last and document");
    }
    BlankView view =
        blanks.receive(
            actor.require(),
            new Blanks.Receipt(
                body.kind(),
                body.prefix(),
                body.digits(),
                body.first(),
                body.last(),
                body.document(),
                body.documentDate()));
    return ResponseBuilder.<BlankResponse>created(URI.create("/api/v1/blank-series"))
        .entity(BlankResponse.of(view))
        .build();
  }

  @POST
  @Path("/{id}/counts")
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.PREPARE)
  @Operation(
      operationId = "countBlanks",
      summary = "Write down how many blanks of a series are in the cupboard")
  @APIResponse(responseCode = "200", description = "The series, with the difference")
  @APIResponse(responseCode = "404", description = "No such series in your institution")
  @APIResponse(responseCode = "422", description = "Something in the request does not stand")
  public BlankResponse count(@PathParam("id") String id, @Nullable Counted body) {
    return BlankResponse.of(
        blanks.count(
            actor.require(),
            Blanks.series(id),
            body == null ? null : body.quantity(),
            body == null ? null : body.document(),
            body == null ? null : body.documentDate()));
  }

  @POST
  @Path("/{id}/minutes")
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.PREPARE)
  @Operation(
      operationId = "askForBlankMinutes",
      summary = "Write minutes about spoiled, lost or destroyed blanks",
      description = "They count once another person, who runs the office, approves exactly them.")
  @APIResponse(
      responseCode = "201",
      description = "The proposal, which waits for another person",
      content = @Content(schema = @Schema(implementation = ProposalResponse.class)))
  @APIResponse(responseCode = "404", description = "No such series in your institution")
  @APIResponse(
      responseCode = "409",
      description = "A number is not where it could become that, or too much waits already")
  @APIResponse(responseCode = "422", description = "Something in the request does not stand")
  public RestResponse<ProposalResponse> minutes(
      @PathParam("id") String id, @Nullable Minutes body) {
    if (body == null) {
      throw Blanks.refused("type", "a JSON object with type, numbers and the minutes");
    }
    Proposal made =
        minutes.ask(
            actor.require(),
            Blanks.series(id),
            new BlankMinutes.Asked(
                body.type(),
                body.numbers(),
                body.minutes(),
                body.minutesDate(),
                body.reason(),
                body.council(),
                body.police()),
            proposals);
    return ResponseBuilder.<ProposalResponse>created(URI.create("/api/v1/proposals/" + made.id()))
        .entity(ProposalResponse.of(made))
        .build();
  }
}
