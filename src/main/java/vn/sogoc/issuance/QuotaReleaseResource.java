package vn.sogoc.issuance;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
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
import vn.sogoc.issuance.quota.AskQuota;
import vn.sogoc.issuance.quota.QuotaProblem;
import vn.sogoc.issuance.quota.QuotaResponse;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.idempotency.Idempotent;
import vn.sogoc.platform.idempotency.Repetition;

/** The way on for a batch that is held for the ministry. */
@Path("/api/v1/batches/{id}/quota-releases")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Quotas")
class QuotaReleaseResource {
  private final QuotaReleases releases;
  private final CurrentActor actor;
  private final Repetition repetition;

  QuotaReleaseResource(QuotaReleases releases, CurrentActor actor, Repetition repetition) {
    this.releases = releases;
    this.actor = actor;
    this.repetition = repetition;
  }

  /** The rows that are released, and the ministry's decision. */
  @Schema(name = "QuotaReleaseRequest")
  record Asked(
      @Schema(required = true, pattern = "^[0-9a-fA-F]{64}$") @Nullable String approvedHash,
      @Schema(required = true, minLength = 1, maxLength = 50) @Nullable String decisionNumber,
      @Schema(required = true) @Nullable LocalDate decisionDate,
      @Schema(required = true, minLength = 3, maxLength = 500) @Nullable String reason) {}

  @POST
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.OPERATE)
  @Operation(
      operationId = "askForQuotaRelease",
      summary = "Ask for a batch that exceeds a quota to be signed nevertheless",
      description =
          "By an operator of the registry. Exactly the rows behind the hash, once; another person"
              + " approves the contentHash of the answer.")
  @APIResponse(
      responseCode = "201",
      description = "The release, which waits for another person",
      content = @Content(schema = @Schema(implementation = QuotaResponse.class)))
  @APIResponse(responseCode = "403", description = "You are no operator of the registry")
  @APIResponse(responseCode = "404", description = "No such batch")
  @APIResponse(responseCode = "409", description = "Another hash, or the batch is signed already")
  @APIResponse(responseCode = "422", description = "Something in the request does not stand")
  public RestResponse<QuotaResponse> ask(@PathParam("id") String id, @Nullable Asked body) {
    String hash = body == null ? null : body.approvedHash();
    if (body == null || hash == null || !hash.matches("[0-9a-fA-F]{64}")) {
      throw new Refusal(QuotaProblem.REFUSED, "approvedHash: expected 64 hexadecimal digits");
    }
    QuotaResponse made =
        QuotaResponse.of(
            releases.ask(
                actor.require(),
                BatchIds.batch(id),
                Digest.ofHex(hash),
                new AskQuota(body.decisionNumber(), body.decisionDate(), body.reason()),
                repetition.isResumed()));
    return ResponseBuilder.<QuotaResponse>created(
            URI.create("/api/v1/institutions/" + made.institution() + "/quotas"))
        .entity(made)
        .build();
  }
}
