package vn.sogoc.issuance;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import vn.sogoc.issuance.quota.QuotaDecision;
import vn.sogoc.issuance.quota.QuotaResponse;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.http.Page;

/** What waits for the registry because of a quota. */
@Path("/api/v1/held-batches")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Quotas")
class HeldBatchResource {
  private static final int LARGEST_PAGE = 200;

  private final HeldBatches held;
  private final CurrentActor actor;

  HeldBatchResource(HeldBatches held, CurrentActor actor) {
    this.held = held;
    this.actor = actor;
  }

  /** A batch that is held; what does not apply is left out. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "HeldBatch")
  record Response(
      String id,
      String institution,
      @Schema(description = "draft or approved") BatchState state,
      String kind,
      String decisionNumber,
      LocalDate decisionDate,
      LocalDate issueDate,
      int rows,
      @Schema(description = "what a release is asked for") String approvedHash,
      @Schema(description = "the quotas that it exceeds") List<QuotaStandingResponse> quotas,
      @Schema(description = "whether it is dated into an earlier year than that of a quota")
          boolean datedBack,
      String preparedBy,
      Instant preparedAt,
      @Schema(description = "the release that waits for a second person")
          @Nullable QuotaResponse release) {
    static Response of(HeldBatch one) {
      QuotaDecision release = one.release();
      return new Response(
          one.id().toString(),
          "iss_" + one.institution(),
          one.state(),
          one.kind(),
          one.decisionNumber(),
          one.decisionDate(),
          one.issueDate(),
          one.rows(),
          one.approvedHash().hex(),
          one.quotas().stream().map(QuotaStandingResponse::of).toList(),
          one.datedBack(),
          one.prepared().name(),
          one.prepared().at(),
          release == null ? null : QuotaResponse.of(release));
    }
  }

  @GET
  @RolesAllowed(Roles.OPERATE)
  @Operation(
      operationId = "listHeldBatches",
      summary = "Batches of every institution that exceed a quota and wait for a release",
      description =
          "Newest first, for operators of the registry. A batch is here until it is released, signed under another quota or"
              + " given up; its rows are not shown.")
  @APIResponse(responseCode = "200", description = "A page of held batches")
  @APIResponse(responseCode = "403", description = "You are no operator of the registry")
  public Page<Response> all(
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    int size = Page.size(limit, LARGEST_PAGE);
    return Page.of(
        held.list(actor.require(), after.isEmpty() ? null : BatchIds.cursor(after), size + 1),
        size,
        Response::of,
        one -> one.id().toString());
  }
}
