package vn.sogoc.web;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import vn.sogoc.crypto.bundle.BundleRoots;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.http.PublicData;
import vn.sogoc.platform.ratelimit.PublicRead;
import vn.sogoc.publication.bundle.BundleConfig;
import vn.sogoc.publication.bundle.BundleProblem;
import vn.sogoc.publication.bundle.BundleRootFiles;

/**
 * What the verifier of the browser begins with: the root keys it was built with and how many of
 * them sign. A device asks for it once; from then on only a bundle that those roots signed changes
 * them. Whoever hosts the verifier elsewhere puts a file of this form beside it.
 */
@Path("/verifier.json")
@PermitAll
@PublicData
@PublicRead
class VerifierFiles {
  private final BundleRootFiles roots;
  private final BundleConfig config;

  VerifierFiles(BundleRootFiles roots, BundleConfig config) {
    this.roots = roots;
    this.config = config;
  }

  /**
   * What is pinned.
   *
   * @param roots SubjectPublicKeyInfo of each in base64
   * @param registry number of the institution whose key signs status lists
   */
  record Pinned(int threshold, List<String> roots, int registry) {}

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public Pinned pinned() {
    BundleRoots pinned =
        roots
            .pinned()
            .orElseThrow(
                () ->
                    new Refusal(
                        BundleProblem.BUNDLE_NOT_SET_UP, "this installation names no root keys"));
    return new Pinned(
        pinned.threshold(),
        pinned.keys().stream()
            .map(key -> Base64.getEncoder().encodeToString(key.spki().toArray()))
            .toList(),
        config.registry());
  }
}
