package vn.sogoc.publication.bundle;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.http.PublicData;
import vn.sogoc.platform.ratelimit.PublicRead;

/** The trust bundle for everyone. */
@Path("/api/v1/trust-bundle")
@PublicData
@Produces(TrustBundleResource.MEDIA_TYPE)
@Tag(name = "Issuers")
@PublicRead
class TrustBundleResource {
  /** RFC 9052 section 11.3.3. */
  static final String MEDIA_TYPE = "application/cose";

  private final PublishedBundles bundles;

  TrustBundleResource(PublishedBundles bundles) {
    this.bundles = bundles;
  }

  @GET
  @PermitAll
  @Operation(
      operationId = "getTrustBundle",
      summary = "All issuers, key histories and code tables in one signed file",
      description =
          "For verifiers that ask nobody: a COSE_Sign in deterministic CBOR, signed by two of three"
              + " root keys, its SHA-256 in the log.")
  @APIResponse(
      responseCode = "200",
      description = "The newest version",
      content =
          @Content(
              mediaType = MEDIA_TYPE,
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(responseCode = "404", description = "There is none yet")
  public byte[] newest() {
    return bundles.newest().file().toArray();
  }

  @GET
  @Path("/versions/{id}")
  @PermitAll
  @Operation(
      operationId = "getTrustBundleVersion",
      summary = "One version of the trust bundle",
      description = "For verifiers that must follow the root keys from the last one they saw.")
  @APIResponse(
      responseCode = "200",
      description = "The version",
      content =
          @Content(
              mediaType = MEDIA_TYPE,
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(responseCode = "404", description = "There is no such version")
  public byte[] version(@PathParam("id") String id) {
    if (!id.matches("[1-9][0-9]{0,8}")) {
      throw new Refusal(BundleProblem.BUNDLE_UNKNOWN, "A version is a number from 1 on.");
    }
    return bundles.version(Integer.parseInt(id)).file().toArray();
  }
}
