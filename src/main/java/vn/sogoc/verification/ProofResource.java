package vn.sogoc.verification;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Proofs that travel: whoever has one needs neither us nor our store. */
@Path("/api/v1/proofs")
@Produces(MediaType.TEXT_PLAIN)
@Tag(name = "Verification")
class ProofResource {
  private final Verification verification;
  private final SignerProofs signers;

  ProofResource(Verification verification, SignerProofs signers) {
    this.verification = verification;
    this.signers = signers;
  }

  @GET
  @Path("/{id}")
  @PermitAll
  @Operation(
      operationId = "getLogProof",
      summary = "The proof that a credential stands in the log",
      description =
          "C2SP tlog-proof: index, hashes from the leaf to the root, and the head that the log"
              + " signed and its witnesses cosigned. The line extra is the entry itself in base64."
              + " The identifier is in the record.")
  @APIResponse(
      responseCode = "200",
      description = "The proof",
      content =
          @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING)))
  @APIResponse(responseCode = "404", description = "Unknown, or not under a cosigned head yet")
  @APIResponse(responseCode = "429", description = "The quota is used up")
  public Response proof(@PathParam("id") String id) {
    return Response.ok(verification.proof(id).encode().toArray(), "text/plain; charset=utf-8")
        .header("Cache-Control", "private, max-age=60")
        .build();
  }

  @GET
  @Path("/{id}/signer")
  @PermitAll
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "getSignerProof",
      summary = "The personal signature of the competent person behind a credential",
      description =
          "One signature stands for all rows of a batch; the proof leads from the claims of this record to the root that was"
              + " signed. The hashes in it are salted, so that they tell nothing of other rows. The digest of the signed record"
              + " shows that whoever asks has it.")
  @APIResponse(
      responseCode = "200",
      description = "The signature and the proof",
      content = @Content(schema = @Schema(implementation = SignerProofResponse.class)))
  @APIResponse(
      responseCode = "404",
      description = "Unknown, another digest, or nothing there that verifies")
  @APIResponse(responseCode = "429", description = "The quota is used up")
  public Response signer(
      @PathParam("id") String id,
      @Parameter(
              description = "SHA-256 of the signed record, hexadecimal",
              required = true,
              schema = @Schema(pattern = "^[0-9a-f]{64}$"))
          @QueryParam("digest")
          @DefaultValue("")
          String digest) {
    return Response.ok(SignerProofResponse.of(signers.of(id, digest)))
        .header("Cache-Control", "private, max-age=60")
        .build();
  }
}
