package vn.sogoc.publication.bundle;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.idempotency.Idempotent;
import vn.sogoc.platform.idempotency.Repetition;

/** How a version of the trust bundle comes in: drafted here, signed outside, let in by two. */
@Path("/api/v1/trust-bundle-proposals")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Keys")
class BundleProposalResource {
  private final PublishedBundles bundles;
  private final CurrentActor actor;
  private final Repetition repetition;

  BundleProposalResource(PublishedBundles bundles, CurrentActor actor, Repetition repetition) {
    this.bundles = bundles;
    this.actor = actor;
    this.repetition = repetition;
  }

  /** A version that was signed outside. */
  @Schema(name = "TrustBundleProposalRequest")
  record Asked(
      @Schema(
              required = true,
              description = "the signed file in base64url",
              pattern = "^[A-Za-z0-9_-]{1,4000000}$")
          @Nullable String file) {}

  /** The hash that the proposal shows. */
  @Schema(name = "TrustBundleApprovalRequest")
  record Approved(
      @Schema(required = true, pattern = "^[0-9a-fA-F]{64}$") @Nullable String contentHash) {}

  /** A version that waits, or waited, for its second person. */
  @Schema(name = "TrustBundleProposal")
  record Waiting(
      String id,
      int version,
      @Schema(description = "SHA-256 of the file: what the second person confirms")
          String contentHash,
      String askedBy,
      Instant askedAt,
      Instant expires) {
    static Waiting of(PublishedBundles.Proposal p) {
      return new Waiting(
          p.id().toString(), p.version(), p.content().hex(), p.askedBy(), p.askedAt(), p.expires());
    }
  }

  @GET
  @Path("/draft")
  @RolesAllowed(Roles.OPERATE)
  @Produces(TrustBundleResource.MEDIA_TYPE)
  @Operation(
      operationId = "draftTrustBundle",
      summary = "The next version of the trust bundle, without signatures",
      description = "To be signed where the root keys are: ./sogoc keys sign-bundle.")
  @APIResponse(
      responseCode = "200",
      description = "The file",
      content =
          @Content(
              mediaType = TrustBundleResource.MEDIA_TYPE,
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(responseCode = "409", description = "The installation names no root keys")
  public RestResponse<byte[]> draft() {
    return ResponseBuilder.ok(bundles.draft(actor.require()).toArray())
        .header("Cache-Control", "no-store")
        .build();
  }

  @POST
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.OPERATE)
  @Operation(
      operationId = "proposeTrustBundle",
      summary = "Bring in a version of the trust bundle that was signed outside",
      description = "It is published once another person confirms its hash.")
  @APIResponse(
      responseCode = "201",
      description = "It waits for another person",
      content = @Content(schema = @Schema(implementation = Waiting.class)))
  @APIResponse(
      responseCode = "409",
      description = "It says something else than the registry knows now")
  @APIResponse(responseCode = "422", description = "Verifiers would refuse it")
  public RestResponse<Waiting> propose(@Nullable Asked body) {
    Bytes file = file(body);
    Optional<PublishedBundles.Proposal> before =
        repetition.isResumed() ? bundles.proposedBefore(actor.require(), file) : Optional.empty();
    Waiting made =
        Waiting.of(before.isPresent() ? before.get() : bundles.propose(actor.require(), file));
    return ResponseBuilder.<Waiting>created(
            URI.create("/api/v1/trust-bundle/versions/" + made.version()))
        .entity(made)
        .build();
  }

  @POST
  @Path("/{id}/approval")
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.OPERATE)
  @Operation(
      operationId = "approveTrustBundle",
      summary = "Let a version of the trust bundle in, as another person")
  @APIResponse(responseCode = "200", description = "It is published once the log has its hash")
  @APIResponse(responseCode = "403", description = "You brought it in yourself")
  @APIResponse(responseCode = "404", description = "No such proposal")
  @APIResponse(responseCode = "409", description = "Another hash, expired, or not the next version")
  @APIResponse(responseCode = "422", description = "No hash, or verifiers would refuse it by now")
  public Waiting approve(@PathParam("id") String id, @Nullable Approved body) {
    PublicId proposal =
        PublicId.parse(BundleProposalEntity.ID_KIND, id)
            .orElseThrow(
                () -> new Refusal(BundleProblem.BUNDLE_UNKNOWN, "There is no such proposal."));
    String hash = body == null ? null : body.contentHash();
    if (hash == null || !hash.matches("[0-9a-fA-F]{64}")) {
      throw refused("contentHash", "64 hexadecimal digits");
    }
    Digest content = Digest.ofHex(hash);
    Optional<PublishedBundles.Proposal> before =
        repetition.isResumed()
            ? bundles.approvedBefore(actor.require(), proposal, content)
            : Optional.empty();
    return Waiting.of(
        before.isPresent() ? before.get() : bundles.approve(actor.require(), proposal, content));
  }

  private static Bytes file(@Nullable Asked body) {
    String text = body == null ? null : body.file();
    if (text == null || !text.matches("[A-Za-z0-9_-]{1,4000000}")) {
      throw refused("file", "a signed file in base64url");
    }
    try {
      return Bytes.of(Base64.getUrlDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw refused("file", "a signed file in base64url");
    }
  }

  private static Refusal refused(String field, String expected) {
    return new Refusal(
        BundleProblem.BUNDLE_REFUSED,
        field + ": expected " + expected,
        List.of(new Refusal.Fault("value_format", 0, field, expected, "")));
  }
}
