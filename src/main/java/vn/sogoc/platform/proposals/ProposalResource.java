package vn.sogoc.platform.proposals;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
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
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.idempotency.Idempotent;
import vn.sogoc.platform.idempotency.Repetition;

/** What waits for a second person, and what becomes of it. */
@Path("/api/v1/proposals")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Proposals")
class ProposalResource {
  private final Proposals proposals;
  private final CurrentActor actor;
  private final Repetition repetition;

  ProposalResource(Proposals proposals, CurrentActor actor, Repetition repetition) {
    this.proposals = proposals;
    this.actor = actor;
    this.repetition = repetition;
  }

  /** The hash that the proposal shows. */
  @Schema(name = "ProposalApprovalRequest")
  record Approved(
      @Schema(required = true, pattern = "^[0-9a-fA-F]{64}$") @Nullable String contentHash) {}

  @GET
  @RolesAllowed({Roles.OPERATE, Roles.AUDIT})
  @Operation(
      operationId = "listWaitingProposals",
      summary =
          "What waits for a second person, where you may see it; the oldest of each office first")
  @APIResponse(responseCode = "200", description = "At most 200")
  public ProposalResponse.Many waiting() {
    return new ProposalResponse.Many(
        proposals.waiting(actor.require()).stream().map(ProposalResponse::of).toList());
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({Roles.OPERATE, Roles.AUDIT})
  @Operation(operationId = "getProposal", summary = "What was asked for, and how it ended")
  @APIResponse(responseCode = "200", description = "The proposal")
  @APIResponse(responseCode = "404", description = "None that you may see")
  public ProposalResponse one(@PathParam("id") String id) {
    return ProposalResponse.of(proposals.get(actor.require(), proposal(id)));
  }

  @POST
  @Idempotent
  @Path("/{id}/approval")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.OPERATE)
  @Operation(
      operationId = "approveProposal",
      summary = "Approve as another person; it is carried out at once")
  @APIResponse(responseCode = "200", description = "The proposal, carried out")
  @APIResponse(
      responseCode = "403",
      description = "You asked for it yourself, it is in your favour, or not yours to decide")
  @APIResponse(responseCode = "404", description = "None that you may see")
  @APIResponse(
      responseCode = "409",
      description = "Another hash, expired, settled, or what it is about changed meanwhile")
  @APIResponse(responseCode = "422", description = "No hash of 64 hexadecimal digits")
  public ProposalResponse approve(@PathParam("id") String id, @Nullable Approved body) {
    String hash = body == null ? null : body.contentHash();
    if (hash == null || !hash.matches("[0-9a-fA-F]{64}")) {
      throw Proposals.refused("contentHash", "64 hexadecimal digits");
    }
    PublicId proposal = proposal(id);
    Digest content = Digest.ofHex(hash);
    return ProposalResponse.of(
        before(proposal, ProposalOutcomeEntity.APPROVED)
            .filter(p -> p.content().equals(content))
            .orElseGet(() -> proposals.approve(actor.require(), proposal, content)));
  }

  @POST
  @Idempotent
  @Path("/{id}/rejection")
  @RolesAllowed(Roles.OPERATE)
  @Operation(operationId = "rejectProposal", summary = "Reject what waits, or take it back")
  @APIResponse(responseCode = "200", description = "The proposal, rejected")
  @APIResponse(responseCode = "404", description = "None that you may see")
  @APIResponse(responseCode = "409", description = "It is settled already")
  public ProposalResponse reject(@PathParam("id") String id) {
    PublicId proposal = proposal(id);
    return ProposalResponse.of(
        before(proposal, ProposalOutcomeEntity.REJECTED)
            .orElseGet(() -> proposals.reject(actor.require(), proposal)));
  }

  /** What the same request did before its answer was lost. */
  private Optional<Proposal> before(PublicId proposal, String how) {
    return repetition.isResumed()
        ? Optional.of(proposals.get(actor.require(), proposal))
            .filter(p -> p.state().equals(how))
            .filter(
                p ->
                    p.decided().isPresent()
                        && p.decided().get().person().equals(actor.require().personId()))
        : Optional.empty();
  }

  private static PublicId proposal(String id) {
    return PublicId.parse(ProposalEntity.ID_KIND, id).orElseThrow(Proposals::unknown);
  }
}
