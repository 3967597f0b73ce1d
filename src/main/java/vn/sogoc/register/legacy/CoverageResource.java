package vn.sogoc.register.legacy;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.http.HttpProblem;
import vn.sogoc.platform.http.Page;
import vn.sogoc.platform.http.PublicData;
import vn.sogoc.platform.ratelimit.PublicRead;

/** What each keeper's old register books cover, for everyone. */
@Path("/api/v1/coverage")
@PublicData
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Register books")
@PublicRead
class CoverageResource {
  private static final int LARGEST_PAGE = 200;

  private final Coverage coverage;

  CoverageResource(Coverage coverage) {
    this.coverage = coverage;
  }

  /** What a keeper said, as it is signed and logged. */
  @Schema(name = "RegisterCoverage")
  record Said(
      String keeper,
      int version,
      Instant at,
      List<Line> lines,
      @Schema(description = "COSE_Sign1, base64url") String signed,
      @Schema(description = "of its entry in the log") long logIndex) {
    static Said of(Coverage.Said said) {
      return new Said(
          "iss_" + said.statement().keeper(),
          said.statement().version(),
          said.statement().at(),
          said.statement().lines().stream().map(Line::of).toList(),
          said.signed().base64Url(),
          said.index());
    }
  }

  /** Books of one issuer and kind. */
  @Schema(name = "RegisterCoverageLine")
  record Line(
      String issuer,
      String kind,
      int yearFrom,
      int yearTo,
      @Schema(description = "entries of the books that are held") long declared,
      @Schema(description = "entries of the books that are lost") long lost,
      @Schema(description = "entries with a logged electronic copy") long copied,
      int percent) {
    static Line of(CoverageLine line) {
      return new Line(
          "iss_" + line.issuer(),
          line.kind(),
          line.yearFrom(),
          line.yearTo(),
          line.declared(),
          line.lost(),
          line.copied(),
          line.percent());
    }
  }

  @GET
  @PermitAll
  @Operation(
      operationId = "listCoverage",
      summary = "What the old register books of each institution cover",
      description =
          "Signed by the keeper and logged. An entry that is not covered is not found here though"
              + " its diploma may be genuine.")
  @APIResponse(responseCode = "200", description = "A page of keepers by their numbers")
  public Page<Said> all(
      @QueryParam("after") @DefaultValue("-1") int after,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    int size = Page.size(limit, LARGEST_PAGE);
    return Page.of(
        coverage.all(Page.placeAfter(after) - 1, size + 1),
        size,
        Said::of,
        said -> Integer.toString(said.statement().keeper()));
  }

  @GET
  @Path("/{issuer}")
  @PermitAll
  @Operation(
      operationId = "getCoverage",
      summary = "What is said of the old register books of one institution")
  @APIResponse(responseCode = "200", description = "By whoever keeps them now")
  @APIResponse(responseCode = "404", description = "Nothing was said of them")
  public Said one(@PathParam("issuer") String issuer) {
    if (!issuer.matches("iss_[1-9][0-9]{0,8}")) {
      throw unknown();
    }
    return coverage
        .ofIssuer(Integer.parseInt(issuer.substring(4)))
        .map(Said::of)
        .orElseThrow(CoverageResource::unknown);
  }

  private static Refusal unknown() {
    return new Refusal(HttpProblem.UNKNOWN_ADDRESS, "no coverage was said of this institution");
  }
}
