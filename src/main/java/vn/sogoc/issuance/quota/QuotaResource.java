package vn.sogoc.issuance.quota;

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
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;
import vn.sogoc.institution.InstitutionProblem;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.idempotency.Idempotent;
import vn.sogoc.platform.idempotency.Repetition;

/** How much an institution may issue in a year. */
@Path("/api/v1/institutions/{id}/quotas")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Quotas")
class QuotaResource {
  private final QuotaDecisions quotas;
  private final CurrentActor actor;
  private final Repetition repetition;

  QuotaResource(QuotaDecisions quotas, CurrentActor actor, Repetition repetition) {
    this.quotas = quotas;
    this.actor = actor;
    this.repetition = repetition;
  }

  /** A quota and the ministry's decision behind it. */
  @Schema(name = "QuotaRequest")
  record Asked(
      @Schema(required = true, description = "code of the kind, such as BCN") @Nullable String kind,
      @Schema(required = true, description = "year of the issue date") @Nullable Integer year,
      @Schema(description = "a national code of 7 digits; all programmes where it is left out")
          @Nullable String programme,
      @Schema(required = true, minimum = "0") @Nullable Integer places,
      @Schema(required = true, minLength = 1, maxLength = 50) @Nullable String decisionNumber,
      @Schema(required = true) @Nullable LocalDate decisionDate,
      @Schema(required = true, minLength = 3, maxLength = 500) @Nullable String reason) {}

  @POST
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.OPERATE)
  @Operation(
      operationId = "askForQuota",
      summary = "Ask for a quota of an institution, kind and year",
      description =
          "By an operator of the registry, never by the institution. It stands in place of an"
              + " earlier one of the same programme once another person approves the contentHash.")
  @APIResponse(
      responseCode = "201",
      description = "The quota, which waits for another person",
      content = @Content(schema = @Schema(implementation = QuotaResponse.class)))
  @APIResponse(responseCode = "403", description = "You are no operator of the registry")
  @APIResponse(responseCode = "404", description = "No such institution")
  @APIResponse(responseCode = "422", description = "Something in the request does not stand")
  public RestResponse<QuotaResponse> ask(@PathParam("id") String id, @Nullable Asked body) {
    int institution = institution(id);
    if (body == null) {
      throw QuotaDecisions.refused(
          "kind", "a JSON object with kind, year, places and the decision");
    }
    AskQuota.Places about =
        new AskQuota.Places(body.kind(), body.year(), body.programme(), body.places());
    AskQuota asked = new AskQuota(body.decisionNumber(), body.decisionDate(), body.reason());
    Optional<QuotaDecision> before =
        repetition.isResumed()
            ? quotas.askedBefore(actor.require(), institution, about, asked, null)
            : Optional.empty();
    QuotaResponse made =
        QuotaResponse.of(
            before.isPresent()
                ? before.get()
                : quotas.ask(actor.require(), institution, about, asked));
    return ResponseBuilder.<QuotaResponse>created(
            URI.create("/api/v1/institutions/" + id + "/quotas"))
        .entity(made)
        .build();
  }

  @GET
  @RolesAllowed({Roles.OPERATE, Roles.AUDIT, Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(
      operationId = "listQuotas",
      summary = "Quotas and releases of an institution, newest first")
  @APIResponse(responseCode = "200", description = "At most 200")
  @APIResponse(responseCode = "403", description = "Not your institution")
  public QuotaResponse.Many all(@PathParam("id") String id) {
    return new QuotaResponse.Many(
        quotas.all(actor.require(), institution(id)).stream().map(QuotaResponse::of).toList());
  }

  private static int institution(String id) {
    if (!id.matches("iss_[1-9][0-9]{0,8}")) {
      throw new Refusal(
          InstitutionProblem.INSTITUTION_UNKNOWN, "An issuer is iss_ and its number.");
    }
    return Integer.parseInt(id.substring(4));
  }
}
