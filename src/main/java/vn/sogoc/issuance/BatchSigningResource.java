package vn.sogoc.issuance;

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
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;
import vn.sogoc.institution.PersonalSigning;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.idempotency.Idempotent;

/** The signing of a batch by the person whose mandate it names. */
@Path("/api/v1/batches/{id}/signing")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Batches")
class BatchSigningResource {
  private final BatchSigning signing;
  private final CurrentActor actor;

  BatchSigningResource(BatchSigning signing, CurrentActor actor) {
    this.signing = signing;
    this.actor = actor;
  }

  @GET
  @Path("/content")
  @RolesAllowed(Roles.SIGN)
  @Operation(
      operationId = "getSigningContent",
      summary = "What a personal key that lives elsewhere signs for an approved batch",
      description =
          "The signature is ES256 over the digest. It is sent with signedAt within half an hour; the payload says in"
              + " deterministic CBOR for whom, over which root and how many rows, and within which mandate.")
  @APIResponse(
      responseCode = "200",
      description = "What to sign",
      content = @Content(schema = @Schema(implementation = SigningContent.class)))
  @APIResponse(
      responseCode = "403",
      description = "You hold no mandate, or the batch names another signer")
  @APIResponse(responseCode = "404", description = "No such batch in your institution")
  @APIResponse(responseCode = "409", description = "Not approved, or your key may not sign now")
  public SigningContent content(@PathParam("id") String id) {
    return SigningContent.of(signing.content(actor.require(), BatchIds.batch(id)));
  }

  @POST
  @Idempotent
  @RolesAllowed(Roles.SIGN)
  @Operation(
      operationId = "signBatch",
      summary = "Have an approved batch signed, recorded and published",
      description =
          "By the person whose mandate the batch names, whose personal key, hosted here, signs the root over its rows once."
              + " The work is a job; asking again gives the same one.")
  @APIResponse(
      responseCode = "202",
      description = "The job, at the address in Location",
      content = @Content(schema = @Schema(implementation = JobAccepted.class)))
  @APIResponse(
      responseCode = "403",
      description = "You hold no mandate, or the batch names another signer")
  @APIResponse(responseCode = "404", description = "No such batch in your institution")
  @APIResponse(
      responseCode = "409",
      description =
          "Not approved, approval expired, issued to these persons already, or your personal key lives elsewhere or may"
              + " not sign now")
  public RestResponse<JobAccepted> sign(@PathParam("id") String id) {
    return accepted(signing.sign(actor.require(), BatchIds.batch(id), Optional.empty()));
  }

  @POST
  @Idempotent
  @Path("/signature")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.SIGN)
  @Operation(
      operationId = "signBatchElsewhere",
      summary = "The same with a personal key that lives elsewhere",
      description =
          "Brings its signature over the digest that was fetched; the job then begins as for a hosted key.")
  @APIResponse(
      responseCode = "202",
      description = "The job, at the address in Location",
      content = @Content(schema = @Schema(implementation = JobAccepted.class)))
  @APIResponse(
      responseCode = "403",
      description = "You hold no mandate, or the batch names another signer")
  @APIResponse(responseCode = "404", description = "No such batch in your institution")
  @APIResponse(
      responseCode = "409",
      description =
          "Not approved, approval expired, issued to these persons already, or your personal key may not sign now")
  @APIResponse(
      responseCode = "422",
      description =
          "The signature is not your key's over just these rows, or older than half an hour")
  public RestResponse<JobAccepted> signElsewhere(
      @PathParam("id") String id, @Nullable SigningRequest request) {
    return accepted(
        signing.sign(
            actor.require(), BatchIds.batch(id), Optional.of(SigningRequest.given(request))));
  }

  private static RestResponse<JobAccepted> accepted(PublicId job) {
    URI location = URI.create("/api/v1/jobs/" + job);
    return ResponseBuilder.create(
            RestResponse.Status.ACCEPTED, new JobAccepted(job.toString(), location.toString()))
        .location(location)
        .header("Retry-After", 1)
        .build();
  }

  /** The job that works on a batch. */
  @Schema(name = "JobAccepted")
  record JobAccepted(String job, String url) {}

  /**
   * What is signed.
   *
   * @param keyId of the mandate's personal key, hexadecimal
   * @param hosted whether it lives here, so that nothing needs to be brought
   * @param signedAt part of what is signed
   * @param payload deterministic CBOR, base64url
   * @param digest SHA-256 that the key signs, hexadecimal
   */
  @Schema(name = "SigningContent")
  record SigningContent(
      String keyId, boolean hosted, Instant signedAt, String payload, String digest) {
    static SigningContent of(BatchSigning.Content content) {
      PersonalSigning.ToSign toSign = content.toSign();
      return new SigningContent(
          toSign.key().value().hex(),
          toSign.isHosted(),
          content.signedAt(),
          toSign.payload().base64Url(),
          toSign.digest().hex());
    }
  }
}
