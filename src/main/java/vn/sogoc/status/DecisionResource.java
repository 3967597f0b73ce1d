package vn.sogoc.status;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.http.PreferredWait;
import vn.sogoc.platform.idempotency.Idempotent;
import vn.sogoc.platform.idempotency.Repetition;

/** What becomes of a decision that was asked for. */
@Path("/api/v1/decisions/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Decisions")
class DecisionResource {
  private final Decisions decisions;
  private final RepeatedDecisions repeated;
  private final StatusConfig config;
  private final CurrentActor actor;
  private final Repetition repetition;

  DecisionResource(
      Decisions decisions,
      RepeatedDecisions repeated,
      StatusConfig config,
      CurrentActor actor,
      Repetition repetition) {
    this.decisions = decisions;
    this.repeated = repeated;
    this.config = config;
    this.actor = actor;
    this.repetition = repetition;
  }

  /** The hash that the decision shows. */
  @Schema(name = "DecisionApprovalRequest")
  record Approved(
      @Schema(required = true, pattern = "^[0-9a-fA-F]{64}$") @Nullable String contentHash) {
    static Digest hash(@Nullable Approved body) {
      String hash = body == null ? null : body.contentHash();
      if (hash == null || !hash.matches("[0-9a-fA-F]{64}")) {
        throw new Refusal(
            StatusProblem.DECISION_REFUSED,
            "send a JSON object with contentHash, 64 hexadecimal digits",
            List.of(
                new Refusal.Fault("value_format", 0, "contentHash", "64 hexadecimal digits", "")));
      }
      return Digest.ofHex(hash);
    }
  }

  /** Why it is rejected or withdrawn. */
  @Schema(name = "DecisionRejectionRequest")
  record Rejected(@Schema(required = true, minLength = 3, maxLength = 500) @Nullable String note) {}

  @GET
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN, Roles.AUDIT, Roles.HOLDER})
  @Operation(
      operationId = "getDecision",
      summary = "One decision, with where it stands",
      description =
          "An approved one is recorded at once and logged once its event is in the transparency log"
              + " under a cosigned head; then nobody can take it back unseen.")
  @APIResponse(responseCode = "200", description = "The decision")
  @APIResponse(responseCode = "404", description = "No such decision of yours")
  public DecisionResponse one(@PathParam("id") String id) {
    return DecisionResponse.of(decisions.get(actor.require(), decision(id)));
  }

  @POST
  @Idempotent
  @Path("/approval")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.APPROVE, Roles.SIGN})
  @Operation(
      operationId = "approveDecision",
      summary = "Approve a decision as another person",
      description =
          "By another person than the one who asked, whatever accounts both use. The event is"
              + " recorded when the answer comes, and a revocation, suspension or replacement counts"
              + " from then on; it is in force for good once it is logged. Prefer: wait=10 waits for"
              + " that, ten seconds at most.")
  @APIResponse(
      responseCode = "200",
      description = "The decision, logged",
      content = @Content(schema = @Schema(implementation = DecisionResponse.class)))
  @APIResponse(
      responseCode = "202",
      description = "The decision, recorded; its address in Location says when it is logged",
      content = @Content(schema = @Schema(implementation = DecisionResponse.class)))
  @APIResponse(responseCode = "403", description = "You asked for it yourself")
  @APIResponse(responseCode = "404", description = "No such decision in your institution")
  @APIResponse(
      responseCode = "409",
      description = "Another hash, expired, settled already, or the credential stands otherwise")
  public RestResponse<DecisionResponse> approve(
      @PathParam("id") String id,
      @Parameter(description = "wait, or wait and seconds (RFC 7240)") @HeaderParam("Prefer")
          @Nullable String prefer,
      @Nullable Approved body) {
    PublicId decision = decision(id);
    Digest hash = Approved.hash(body);
    Optional<Decision> before =
        repetition.isResumed()
            ? repeated.approved(actor.require(), decision, hash)
            : Optional.empty();
    Decision approved =
        before.isPresent() ? before.get() : decisions.approve(actor.require(), decision, hash);
    Optional<Duration> wait = PreferredWait.of(prefer, config.longestWait());
    if (wait.isPresent()) {
      approved = decisions.awaitLogged(approved, wait.get());
    }
    ResponseBuilder<DecisionResponse> answer =
        approved.state() == Decision.State.LOGGED
            ? ResponseBuilder.ok(DecisionResponse.of(approved))
            : ResponseBuilder.create(RestResponse.Status.ACCEPTED, DecisionResponse.of(approved))
                .location(URI.create("/api/v1/decisions/" + decision))
                .header("Retry-After", 1);
    wait.ifPresent(w -> answer.header("Preference-Applied", "wait=" + w.toSeconds()));
    return answer.build();
  }

  @POST
  @Idempotent
  @Path("/rejection")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(
      operationId = "rejectDecision",
      summary = "Reject a decision, or withdraw what you asked for yourself")
  @APIResponse(responseCode = "200", description = "The decision, rejected")
  @APIResponse(responseCode = "403", description = "You neither asked for it nor approve")
  @APIResponse(responseCode = "404", description = "No such decision in your institution")
  @APIResponse(responseCode = "409", description = "It is settled already")
  @APIResponse(responseCode = "422", description = "The reason is missing, too short or too long")
  public DecisionResponse reject(@PathParam("id") String id, @Nullable Rejected body) {
    PublicId decision = decision(id);
    Optional<Decision> before =
        repetition.isResumed() ? repeated.rejected(actor.require(), decision) : Optional.empty();
    return DecisionResponse.of(
        before.isPresent()
            ? before.get()
            : decisions.reject(actor.require(), decision, body == null ? null : body.note()));
  }

  @GET
  @Path("/document")
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN, Roles.AUDIT, Roles.HOLDER})
  @Produces("application/octet-stream")
  @Operation(operationId = "getDecisionDocument", summary = "The document of a decision")
  @APIResponse(
      responseCode = "200",
      description = "The file as it was uploaded, always as a download",
      content =
          @Content(
              mediaType = "application/octet-stream",
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(responseCode = "404", description = "No such decision of yours")
  public RestResponse<byte[]> document(@PathParam("id") String id) {
    DecisionDocument document = decisions.document(actor.require(), decision(id));
    String ending = document.mediaType().substring(document.mediaType().indexOf('/') + 1);
    return ResponseBuilder.ok(document.content().toArray())
        .header("Content-Disposition", "attachment; filename=\"" + id + "." + ending + "\"")
        .header("Cache-Control", "no-store")
        .build();
  }

  private static PublicId decision(String id) {
    return PublicId.parse(DecisionEntity.ID_KIND, id)
        .orElseThrow(
            () ->
                new Refusal(
                    StatusProblem.DECISION_UNKNOWN, "no such decision in your institution"));
  }
}
