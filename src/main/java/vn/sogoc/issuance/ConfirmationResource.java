package vn.sogoc.issuance;

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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import vn.sogoc.issuance.confirmation.ConfirmationProblem;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.http.FormFields;
import vn.sogoc.platform.http.Page;
import vn.sogoc.platform.idempotency.Idempotent;

/** What graduates say of their rows before a batch is signed, for its office. */
@Path("/api/v1/batches/{id}/confirmation")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Confirmations")
class ConfirmationResource {
  private static final String CSV = "text/csv; charset=UTF-8";
  private static final int LARGEST_PAGE = 500;

  private final Confirmations confirmations;
  private final ConfirmationLinksText text;
  private final CurrentActor actor;

  ConfirmationResource(
      Confirmations confirmations, ConfirmationLinksText text, CurrentActor actor) {
    this.confirmations = confirmations;
    this.text = text;
    this.actor = actor;
  }

  /** Until when graduates can answer. */
  @Schema(name = "ConfirmationRequest")
  record Asked(@Schema(required = true, format = "date") @Nullable String closesOn) {
    static LocalDate day(@Nullable Asked body) {
      List<Refusal.Fault> faults = new ArrayList<>();
      Optional<LocalDate> day =
          FormFields.day(
              "closesOn",
              FormFields.required("closesOn", body == null ? null : body.closesOn(), faults),
              faults);
      if (!faults.isEmpty()) {
        throw new Refusal(ConfirmationProblem.REFUSED, "closesOn is a day", faults);
      }
      return day.orElseThrow();
    }
  }

  /** What an approver saw, and why it goes on. */
  @Schema(name = "ConfirmationAcceptanceRequest")
  record Accepted(
      @Schema(required = true, pattern = "^[0-9a-fA-F]{64}$") @Nullable String confirmationHash,
      @Schema(minLength = 3, maxLength = 500) @Nullable String reason) {}

  @POST
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.PREPARE)
  @Operation(
      operationId = "askForConfirmation",
      summary = "Ask the graduates of a draft to look at their own rows",
      description =
          "Each can confirm or dispute until the end of the closing day, Viet Nam time, or until the"
              + " batch is signed. Asked again with another day, that one counts.")
  @APIResponse(responseCode = "200", description = "What graduates said so far")
  @APIResponse(responseCode = "404", description = "No such batch in your institution")
  @APIResponse(responseCode = "409", description = "It is no draft, or is signed")
  @APIResponse(responseCode = "422", description = "The day does not stand, or too many rows")
  public ConfirmationResponse ask(@PathParam("id") String id, @Nullable Asked body) {
    return ConfirmationResponse.of(
        confirmations.ask(actor.require(), BatchIds.batch(id), Asked.day(body)));
  }

  @GET
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN, Roles.AUDIT})
  @Operation(
      operationId = "getConfirmation",
      summary = "How many graduates confirmed, disputed, or said nothing")
  @APIResponse(responseCode = "200", description = "The counts, and the hash an approver names")
  @APIResponse(responseCode = "404", description = "No such batch in your institution")
  @APIResponse(responseCode = "409", description = "The list has faults")
  public ConfirmationResponse one(@PathParam("id") String id) {
    return ConfirmationResponse.of(
        confirmations
            .find(actor.require(), BatchIds.batch(id))
            .orElseThrow(
                () ->
                    new Refusal(
                        IssuanceProblem.BATCH_HAS_FAULTS, "a list with faults has no rows")));
  }

  @GET
  @Path("/disputes")
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN, Roles.AUDIT})
  @Operation(
      operationId = "listDisputes",
      summary = "What graduates say is wrong, in the order in which they said it")
  @APIResponse(responseCode = "200", description = "A page of disputes")
  @APIResponse(responseCode = "404", description = "No such batch in your institution")
  public Page<ConfirmationResponse.DisputeResponse> disputes(
      @PathParam("id") String id,
      @QueryParam("after") @DefaultValue("0") int after,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    int size = Page.size(limit, LARGEST_PAGE);
    return Page.of(
        confirmations.disputes(
            actor.require(), BatchIds.batch(id), Page.placeAfter(after) - 1, size + 1),
        size,
        ConfirmationResponse.DisputeResponse::of,
        one -> Integer.toString(one.said().answer().ordinal()));
  }

  @POST
  @Path("/links")
  @RolesAllowed(Roles.PREPARE)
  @Produces(CSV)
  @Operation(
      operationId = "downloadConfirmationLinks",
      summary = "A new link for every row, to hand out, shown this once",
      description =
          "The links before end. It takes no Idempotency-Key, because its answer is kept nowhere:"
              + " asked again, there are others.")
  @APIResponse(
      responseCode = "200",
      description = "CSV in UTF-8 with a byte order mark: row, name, date of birth, link",
      content = @Content(schema = @Schema(implementation = String.class)))
  @APIResponse(responseCode = "404", description = "No such batch in your institution")
  @APIResponse(
      responseCode = "409",
      description = "Nobody asked the graduates, or they can no longer answer")
  public RestResponse<byte[]> links(@PathParam("id") String id) {
    return text.file(confirmations.links(actor.require(), BatchIds.batch(id)));
  }

  @POST
  @Path("/links/{row}")
  @RolesAllowed(Roles.PREPARE)
  @Produces(CSV)
  @Operation(
      operationId = "renewConfirmationLink",
      summary = "A new link for one row alone, shown this once",
      description =
          "For a graduate who lost theirs: the one before ends, those of all others go on. It counts"
              + " as a download in what the approver sees. It takes no Idempotency-Key, because its"
              + " answer is kept nowhere: asked again, there is another.")
  @APIResponse(
      responseCode = "200",
      description = "CSV as for all rows, with one line",
      content = @Content(schema = @Schema(implementation = String.class)))
  @APIResponse(responseCode = "404", description = "No such batch in your institution")
  @APIResponse(
      responseCode = "409",
      description = "No links were handed out yet, or graduates can no longer answer")
  @APIResponse(responseCode = "422", description = "No such row in the list")
  public RestResponse<byte[]> link(@PathParam("id") String id, @PathParam("row") int row) {
    return text.file(List.of(confirmations.link(actor.require(), BatchIds.batch(id), row)));
  }

  @POST
  @Idempotent
  @Path("/acceptance")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.APPROVE)
  @Operation(
      operationId = "acceptDisputes",
      summary = "Say why an approved batch goes on although graduates dispute rows since",
      description =
          "By another person than the one who prepared the batch. Without it the batch cannot be"
              + " signed; before the approval the same is part of approving.")
  @APIResponse(responseCode = "200", description = "What graduates said, and that it goes on")
  @APIResponse(responseCode = "403", description = "You prepared it yourself")
  @APIResponse(responseCode = "404", description = "No such batch in your institution")
  @APIResponse(
      responseCode = "409",
      description = "Not approved, nobody was asked, no reason, or something was said since")
  @APIResponse(responseCode = "422", description = "The hash or the reason does not stand")
  public ConfirmationResponse accept(@PathParam("id") String id, @Nullable Accepted body) {
    return ConfirmationResponse.of(
        confirmations.goOn(
            actor.require(),
            BatchIds.batch(id),
            body == null
                ? ConfirmationSeen.NOTHING
                : ConfirmationSeen.parse(body.confirmationHash(), body.reason())));
  }
}
