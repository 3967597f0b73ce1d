package vn.sogoc.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.idempotency.Idempotent;
import vn.sogoc.platform.idempotency.Repetition;
import vn.sogoc.register.RegisterProblem;

/** Decisions about one credential. */
@Path("/api/v1/credentials/{id}/decisions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Decisions")
class CredentialDecisionResource {
  private final Decisions decisions;
  private final RepeatedDecisions repeated;
  private final CurrentActor actor;
  private final Repetition repetition;
  private final ObjectMapper json;

  CredentialDecisionResource(
      Decisions decisions,
      RepeatedDecisions repeated,
      CurrentActor actor,
      Repetition repetition,
      ObjectMapper json) {
    this.decisions = decisions;
    this.repeated = repeated;
    this.actor = actor;
    this.repetition = repetition;
    this.json = json;
  }

  @POST
  @Idempotent
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(
      operationId = "askForDecision",
      summary = "Ask for a correction, replacement, revocation, suspension or reinstatement",
      description =
          "With the decision it rests on: number, date, ground and document. Nothing happens to the"
              + " credential until another person approves the contentHash of the answer.")
  @APIResponse(
      responseCode = "201",
      description = "The decision, which waits for another person",
      content = @Content(schema = @Schema(implementation = DecisionResponse.class)))
  @APIResponse(responseCode = "404", description = "No such credential in your institution")
  @APIResponse(
      responseCode = "409",
      description =
          "The credential stands otherwise, another decision waits, or this one is recorded")
  @APIResponse(responseCode = "413", description = "The document is too large")
  @APIResponse(responseCode = "415", description = "The document is no PDF, PNG or JPEG")
  @APIResponse(responseCode = "422", description = "The particulars do not stand")
  public RestResponse<DecisionResponse> ask(
      @PathParam("id") String id, @BeanParam DecisionForm form) {
    PublicId credential = credential(id);
    AskDecision asked = form.toCommand(json);
    Optional<Decision> before =
        repetition.isResumed()
            ? repeated.asked(actor.require(), credential, asked)
            : Optional.empty();
    DecisionResponse made =
        DecisionResponse.of(
            before.isPresent() ? before.get() : decisions.ask(actor.require(), credential, asked));
    return ResponseBuilder.<DecisionResponse>created(URI.create("/api/v1/decisions/" + made.id()))
        .entity(made)
        .build();
  }

  @GET
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN, Roles.AUDIT, Roles.HOLDER})
  @Operation(
      operationId = "listDecisions",
      summary = "The decisions about a credential, with what they change",
      description =
          "The institution and auditors see all of them, the holder those that are approved. What"
              + " everybody may know stands in the lineage.")
  @APIResponse(responseCode = "200", description = "In the order in which they were asked for")
  @APIResponse(responseCode = "404", description = "No such credential of yours")
  public DecisionResponse.Many all(@PathParam("id") String id) {
    return new DecisionResponse.Many(
        decisions.about(actor.require(), credential(id)).stream()
            .map(DecisionResponse::of)
            .toList());
  }

  static PublicId credential(String id) {
    return PublicId.parse(CredentialRecord.ID_KIND, id)
        .orElseThrow(
            () ->
                new Refusal(
                    RegisterProblem.CREDENTIAL_UNKNOWN, "no such credential in your institution"));
  }
}
