package vn.sogoc.issuance.quota;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.idempotency.Idempotent;
import vn.sogoc.platform.idempotency.Repetition;

/** What becomes of a quota or a release that was asked for. */
@Path("/api/v1/quota-decisions/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Quotas")
class QuotaDecisionResource {
  private final QuotaDecisions quotas;
  private final CurrentActor actor;
  private final Repetition repetition;

  QuotaDecisionResource(QuotaDecisions quotas, CurrentActor actor, Repetition repetition) {
    this.quotas = quotas;
    this.actor = actor;
    this.repetition = repetition;
  }

  /** The hash that the decision shows. */
  @Schema(name = "QuotaApprovalRequest")
  record Approved(
      @Schema(required = true, pattern = "^[0-9a-fA-F]{64}$") @Nullable String contentHash) {}

  @POST
  @Idempotent
  @Path("/approval")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.OPERATE)
  @Operation(
      operationId = "approveQuotaDecision",
      summary = "Approve a quota or a release as another person; it holds at once")
  @APIResponse(responseCode = "200", description = "The decision, in force")
  @APIResponse(
      responseCode = "403",
      description = "You asked for it yourself, or are no operator of the registry")
  @APIResponse(responseCode = "404", description = "No such decision")
  @APIResponse(responseCode = "409", description = "Another hash, expired, or settled already")
  @APIResponse(responseCode = "422", description = "No hash of 64 hexadecimal digits")
  public QuotaResponse approve(@PathParam("id") String id, @Nullable Approved body) {
    PublicId decision = decision(id);
    String hash = body == null ? null : body.contentHash();
    if (hash == null || !hash.matches("[0-9a-fA-F]{64}")) {
      throw QuotaDecisions.refused("contentHash", "64 hexadecimal digits");
    }
    Digest content = Digest.ofHex(hash);
    Optional<QuotaDecision> before =
        before(decision, QuotaOutcomeEntity.APPROVED).filter(d -> d.content().equals(content));
    return QuotaResponse.of(
        before.isPresent() ? before.get() : quotas.approve(actor.require(), decision, content));
  }

  @POST
  @Idempotent
  @Path("/rejection")
  @RolesAllowed(Roles.OPERATE)
  @Operation(
      operationId = "rejectQuotaDecision",
      summary = "Reject a quota or a release, or take it back")
  @APIResponse(responseCode = "200", description = "The decision, rejected")
  @APIResponse(responseCode = "404", description = "No such decision")
  @APIResponse(responseCode = "409", description = "It is settled already")
  public QuotaResponse reject(@PathParam("id") String id) {
    PublicId decision = decision(id);
    Optional<QuotaDecision> before = before(decision, QuotaOutcomeEntity.REJECTED);
    return QuotaResponse.of(
        before.isPresent() ? before.get() : quotas.reject(actor.require(), decision));
  }

  private Optional<QuotaDecision> before(PublicId decision, String how) {
    return repetition.isResumed()
        ? quotas.settledBefore(actor.require(), decision, how)
        : Optional.empty();
  }

  private static PublicId decision(String id) {
    return PublicId.parse(QuotaDecisionEntity.ID_KIND, id)
        .orElseThrow(
            () -> new Refusal(QuotaProblem.UNKNOWN, "no decision about a quota has this id"));
  }
}
